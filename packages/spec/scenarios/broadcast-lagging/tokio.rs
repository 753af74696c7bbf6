use scenario::{log, log_value};
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::time::{sleep, Duration};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. fast and slow listen to the same sender
    let (tx, mut stream) = broadcast::channel(2);
    let mut copy = tx.subscribe();
    log("fast", "listens");
    log("slow", "listens");

    // 2. the sender sends six items, one each 10 ms, and waits for nobody
    tokio::spawn(async move {
        for item in 1..=6 {
            sleep(Duration::from_millis(10)).await;
            log_value("sender", "sends", item);
            tx.send(item).unwrap();
        }
    });

    // 3. fast takes each item when it is sent
    let fast = tokio::spawn(async move {
        let mut taken = Vec::new();
        while let Ok(item) = stream.recv().await {
            log_value("fast", "takes", item);
            taken.push(item);
        }
        taken
    });

    // 4. slow looks after 100 ms, and takes what is left
    let slow = tokio::spawn(async move {
        let (mut left, mut missed) = (Vec::new(), 0);
        sleep(Duration::from_millis(100)).await;
        loop {
            match copy.recv().await {
                Ok(item) => left.push(item),
                Err(RecvError::Lagged(count)) => missed += count,
                Err(RecvError::Closed) => break,
            }
        }
        log_value("slow", "takes what is left", &left);

        // 5. slow knows how many it has missed
        log_value("slow", "has missed", missed);
        left
    });
    assert_eq!(fast.await.unwrap(), [1, 2, 3, 4, 5, 6]);
    assert_eq!(slow.await.unwrap(), [5, 6]);
    log("main", "has both");
}
