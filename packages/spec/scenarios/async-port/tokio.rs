use scenario::{log, log_value};
use tokio::time::{sleep, Duration, Instant};

async fn read(n: u32) -> String {
    // 1. both reads start
    log(&format!("read{n}"), "sleeps");

    // 2. each read sleeps for 10 ms
    sleep(Duration::from_millis(10)).await;
    log(&format!("read{n}"), "wakes");
    format!("result{n}")
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let started = Instant::now();

    // 3. main has both results
    let (result1, result2) = tokio::join!(read(1), read(2));
    log_value("main", "has both", [result1, result2]);
    assert_eq!(started.elapsed().as_millis(), 10);
}
