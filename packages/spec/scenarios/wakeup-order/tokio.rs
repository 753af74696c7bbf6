use scenario::log;
use std::sync::Arc;
use tokio::sync::Notify;
use tokio::time::{sleep, Duration};

async fn waiter(notify: Arc<Notify>, lane: &'static str) {
    log(lane, "waits");
    notify.notified().await;
    log(lane, "wakes");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. three waiters wait for one event, one after the other
    let event = Arc::new(Notify::new());
    let firsts = ["one", "two", "three"]
        .map(|lane| tokio::spawn(waiter(event.clone(), lane)));
    sleep(Duration::from_millis(10)).await;

    // 2. main fires the event, and all three wake
    log("main", "fires");
    event.notify_waiters();
    log("main", "has fired");
    for first in firsts {
        first.await.unwrap();
    }

    // 3. three more wait in a queue
    let queue = Arc::new(Notify::new());
    let others = ["four", "five", "six"]
        .map(|lane| tokio::spawn(waiter(queue.clone(), lane)));
    sleep(Duration::from_millis(10)).await;

    // 4. main calls three times, and each call wakes who has waited longest
    for _ in 0..3 {
        log("main", "calls");
        queue.notify_one();
    }
    log("main", "has called");
    for other in others {
        other.await.unwrap();
    }
    log("main", "is done");
}
