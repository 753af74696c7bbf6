use scenario::{log, log_value};
use std::sync::Arc;
use tokio::sync::Mutex;
use tokio::time::{sleep, Duration};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. main has the lock
    let mutex = Arc::new(Mutex::new(Vec::new()));
    let guard = mutex.lock().await;
    log("main", "has the lock");

    // 2. four contenders ask for it
    for n in 1..=4 {
        let mutex = mutex.clone();
        tokio::spawn(async move {
            let lane = format!("contender{n}");
            log(&lane, "asks");

            // 3. each has it for 10 ms, in the order of asking
            let mut served = mutex.lock().await;
            log(&lane, "has the lock");
            sleep(Duration::from_millis(10)).await;
            log(&lane, "releases");
            served.push(lane);
        });
    }
    sleep(Duration::from_millis(10)).await;

    // 4. main releases it, and finds it locked at that very moment
    log("main", "releases");
    drop(guard);
    let locked_at_release = mutex.try_lock().is_err();
    log_value("main", "finds it locked", locked_at_release);

    // 5. main asks again, and has it last
    log("main", "asks");
    let served = mutex.lock().await;
    log("main", "has the lock");
    assert_eq!(
        *served,
        ["contender1", "contender2", "contender3", "contender4"]
    );
}
