use scenario::{log, log_value};
use tokio::time::{interval, sleep, Duration, Instant};

async fn work() {
    log("ticker", "works");
    sleep(Duration::from_millis(25)).await;
    log("ticker", "has worked");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let started = Instant::now();

    // 1. the ticker ticks six times, 10 ms apart
    let mut ticker = interval(Duration::from_millis(10));
    let mut ticks_at_ms = Vec::new();
    for n in 1..=6 {
        ticker.tick().await;
        log_value("ticker", "ticks", n);
        ticks_at_ms.push(started.elapsed().as_millis());

        // 2. the work at the second tick takes 25 ms
        if n == 2 {
            work().await;
        }
    }

    // 3. main has the times of the ticks
    log("main", "has the times");
    assert_eq!(ticks_at_ms, [0, 10, 35, 35, 40, 50]);
}
