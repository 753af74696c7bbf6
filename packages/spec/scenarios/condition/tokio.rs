use scenario::log;
use std::sync::Arc;
use tokio::sync::Notify;
use tokio::time::{sleep, Duration, Instant};

async fn wait(n: u32, condition: Arc<Notify>, started: Instant) -> u128 {
    // 1. four waiters wait on a condition
    let lane = format!("waiter{n}");
    log(&lane, "waits");
    condition.notified().await;
    log(&lane, "wakes");
    started.elapsed().as_millis()
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let started = Instant::now();
    let condition = Arc::new(Notify::new());
    let waiters =
        [1, 2, 3, 4].map(|n| tokio::spawn(wait(n, condition.clone(), started)));

    // 2. main signals at 10 ms: the first in line wakes
    sleep(Duration::from_millis(10)).await;
    log("main", "signals");
    condition.notify_one();
    log("main", "has signalled");

    // 3. main broadcasts at 20 ms: the other three wake
    sleep(Duration::from_millis(10)).await;
    log("main", "broadcasts");
    condition.notify_waiters();
    log("main", "has broadcast");

    // 4. main has heard of all four
    let mut woke_at_ms = Vec::new();
    for waiter in waiters {
        woke_at_ms.push(waiter.await.unwrap());
    }
    log("main", "has all four");
    assert_eq!(woke_at_ms, [10, 20, 20, 20]);
}
