use scenario::{log, log_value};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use tokio::sync::Notify;
use tokio::time::{sleep, Duration};

fn simulate_poll(counter: &mut u32) -> Poll<()> {
    if *counter >= 3 {
        return Poll::Ready(());
    }
    *counter += 1;
    Poll::Pending
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. main polls each millisecond until Ready
    let mut counter = 0;
    loop {
        let answer = simulate_poll(&mut counter);
        log_value("main", "polls", answer);
        if answer.is_ready() {
            break;
        }
        sleep(Duration::from_millis(1)).await;
    }

    // 2. a waiter waits on a condition
    let condition = Arc::new((Notify::new(), Mutex::new("")));
    let waiter = tokio::spawn({
        let condition = condition.clone();
        async move {
            let (notify, done) = &*condition;
            log("waiter", "waits");
            notify.notified().await;
            let done = *done.lock().unwrap();
            log_value("waiter", "looks", done);
            done
        }
    });

    // 3. the notifier makes it true after 3 ms and notifies
    tokio::spawn(async move {
        let (notify, done) = &*condition;
        sleep(Duration::from_millis(3)).await;
        *done.lock().unwrap() = "done";
        log("notifier", "notifies");
        notify.notify_one();
    });

    // 4. the waiter looks once and goes on
    let value = waiter.await.unwrap();
    log_value("main", "has", value);
}
