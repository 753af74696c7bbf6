use scenario::{log, log_value};
use tokio::sync::watch::{self, Receiver};
use tokio::time::{sleep, Duration};

async fn watch(lane: &str, ms: u64, mut rx: Receiver<u32>) -> Vec<u32> {
    let mut values = Vec::new();
    while rx.changed().await.is_ok() {
        let value = *rx.borrow_and_update();
        log_value(lane, "sees", value);
        sleep(Duration::from_millis(ms)).await;
        values.push(value);
    }
    values
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (tx, rx) = watch::channel(0);

    // 1. the sender sets six values, one each 10 ms
    log("sender", "starts");
    tokio::spawn(async move {
        for value in 1..=6 {
            sleep(Duration::from_millis(10)).await;
            log_value("sender", "sets", value);
            tx.send(value).unwrap();
        }
    });

    // 2. quick works for 2 ms on each value, and sees them all
    let quick = tokio::spawn(watch("quick", 2, rx.clone()));

    // 3. slow works for 22 ms on each, and sees what is the latest then
    let slow = tokio::spawn(watch("slow", 22, rx.clone()));

    // 4. both have seen the last value
    assert_eq!(quick.await.unwrap(), [1, 2, 3, 4, 5, 6]);
    assert_eq!(slow.await.unwrap(), [1, 3, 5, 6]);
    log("main", "has both");

    // 5. who comes late has the last value at once
    log_value("late", "sees", *rx.borrow());
}
