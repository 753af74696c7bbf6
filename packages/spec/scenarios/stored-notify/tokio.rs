use scenario::{log, log_value};
use std::cell::Cell;
use tokio::sync::Notify;
use tokio::time::{timeout, Duration};

fn notify(condition: &Notify) {
    log("main", "notifies");
    condition.notify_one();
}

async fn naive(condition: &Notify) -> u32 {
    log("naive", "waits");
    let limit = Duration::from_millis(10);
    match timeout(limit, condition.notified()).await {
        Ok(()) => {
            log_value("naive", "has waited", "notified");
            1
        }
        Err(_) => {
            log_value("naive", "has waited", "nothing");
            0
        }
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. main notifies twice, and nobody waits
    let condition = Notify::new();
    notify(&condition);
    notify(&condition);

    // 2. the naive one waits twice, for 10 ms each time at most
    let received = naive(&condition).await + naive(&condition).await;
    assert_eq!(received, 1);

    // 3. main sets the state, and then notifies
    let state = Cell::new(false);
    log("main", "sets the state");
    state.set(true);
    notify(&condition);

    // 4. the careful one looks at the state before it waits
    let mut waits = 0;
    while !state.get() {
        condition.notified().await;
        waits += 1;
    }
    log("careful", "goes on");
    assert_eq!(waits, 0);
}
