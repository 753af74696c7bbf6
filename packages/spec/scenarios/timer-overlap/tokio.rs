use scenario::log;
use tokio::sync::mpsc::{self, Sender};
use tokio::time::{sleep, Duration, Instant};

async fn timer(n: u32, tx: Sender<u32>) {
    // 1. five timers start
    log(&format!("timer{n}"), "starts");

    // 2. each timer fires after 10 ms and says so on a channel
    sleep(Duration::from_millis(10)).await;
    log(&format!("timer{n}"), "fires");
    tx.send(n).await.unwrap();
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let started = Instant::now();
    let (tx, mut rx) = mpsc::channel(5);
    for n in 1..=5 {
        tokio::spawn(timer(n, tx.clone()));
    }

    // 3. main has heard all five
    for _ in 0..5 {
        rx.recv().await.unwrap();
    }
    log("main", "has all five");
    assert_eq!(started.elapsed().as_millis(), 10);
}
