use scenario::{log, log_value};
use tokio::sync::mpsc::{self, Sender};
use tokio::time::{sleep, Duration};

async fn send(tx: &Sender<u32>, item: u32) {
    log_value("sender", "sends", item);
    if let Err(refused) = tx.send(item).await {
        log_value("sender", "is refused", refused.0);
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. the sender sends three items, and nobody takes them
    let (tx, mut rx) = mpsc::channel(8);
    let watched = tx.clone();
    let watcher = tokio::spawn(async move {
        watched.closed().await;
        log("watcher", "hears of the close");
    });
    for item in 1..=3 {
        send(&tx, item).await;
    }

    // 2. the channel is closed, and the watcher hears of it
    log("main", "closes the channel");
    rx.close();
    watcher.await.unwrap();

    // 3. what is sent after the close is refused
    send(&tx, 4).await;

    // 4. the receiver takes all three items, and then the end
    let mut taken = Vec::new();
    while let Some(item) = rx.recv().await {
        log_value("receiver", "takes", item);
        sleep(Duration::from_millis(10)).await;
        taken.push(item);
    }
    log("receiver", "has the end");
    assert_eq!(taken, [1, 2, 3]);

    // 5. who waits at an empty channel has the end when it closes
    let (tx, mut rx) = mpsc::channel::<u32>(8);
    let waiter = tokio::spawn(async move {
        log("waiter", "waits");
        let item = rx.recv().await;
        log("waiter", "has the end");
        item
    });
    sleep(Duration::from_millis(10)).await;
    log("main", "closes the empty channel");
    drop(tx);
    assert_eq!(waiter.await.unwrap(), None);
}
