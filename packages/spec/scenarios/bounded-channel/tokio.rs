use scenario::{log, log_value};
use tokio::sync::mpsc;
use tokio::time::{sleep, Duration, Instant};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let started = Instant::now();
    let (tx, mut rx) = mpsc::channel(1);

    // 1. the producer sends four items, one after the other
    tokio::spawn(async move {
        for item in 1..=4 {
            log_value("producer", "sends", item);
            tx.send(item).await.unwrap();

            // 2. each send returns when the channel has room for its item
            log_value("producer", "has sent", item);
        }
    });

    // 3. the consumer takes an item, and works on it for 10 ms
    let consumer = tokio::spawn(async move {
        let mut taken = Vec::new();
        while let Some(item) = rx.recv().await {
            log_value("consumer", "takes", item);
            sleep(Duration::from_millis(10)).await;
            log_value("consumer", "is done with", item);
            taken.push(item);
        }
        taken
    });

    // 4. main has all four
    let taken = consumer.await.unwrap();
    log("main", "has all four");
    assert_eq!(taken, [1, 2, 3, 4]);
    assert_eq!(started.elapsed().as_millis(), 40);
}
