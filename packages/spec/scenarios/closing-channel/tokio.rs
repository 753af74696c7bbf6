use scenario::{log, log_value};
use tokio::sync::mpsc::{self, Sender};
use tokio::time::{sleep, Duration};

async fn send(tx: &Sender<u32>, item: u32) -> bool {
    log_value("sender", "sends", item);
    match tx.send(item).await {
        Ok(()) => true,
        Err(refused) => {
            log_value("sender", "is refused", refused.0);
            false
        }
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. the sender sends three items, and waits for room for a fourth
    let (tx, mut rx) = mpsc::channel(3);
    let (watched, sink) = (tx.clone(), tx.clone());
    let watcher = tokio::spawn(async move {
        watched.closed().await;
        log("watcher", "hears of the close");
    });
    let sender = tokio::spawn(async move {
        let mut sent = Vec::new();
        for item in 1..=4 {
            sent.push(send(&sink, item).await);
        }
        sent
    });
    sleep(Duration::from_millis(10)).await;

    // 2. the channel is closed: the watcher hears, the fourth is refused
    log("main", "closes the channel");
    rx.close();
    watcher.await.unwrap();
    assert_eq!(sender.await.unwrap(), [true, true, true, false]);

    // 3. what is sent after the close is refused, too
    assert!(!send(&tx, 5).await);

    // 4. the receiver takes the three items, and then has the end
    let mut taken = Vec::new();
    while let Some(item) = rx.recv().await {
        log_value("receiver", "takes", item);
        sleep(Duration::from_millis(10)).await;
        taken.push(item);
    }
    log("receiver", "has the end");
    assert_eq!(taken, [1, 2, 3]);

    // 5. who waits at an empty channel has the end when it closes
    let (close, mut empty) = mpsc::channel::<u32>(3);
    let waiter = tokio::spawn(async move {
        log("waiter", "waits");
        let item = empty.recv().await;
        log("waiter", "has the end");
        item
    });
    sleep(Duration::from_millis(10)).await;
    log("main", "closes the empty channel");
    drop(close);
    assert_eq!(waiter.await.unwrap(), None);
}
