use scenario::{log, log_value};
use tokio::sync::mpsc;
use tokio::time::{sleep, Duration};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. the producer pushes five items into a stream that holds two
    let (tx, mut stream) = mpsc::channel(2);
    let sink = tx.clone();
    tokio::spawn(async move {
        for item in 1..=5 {
            log_value("producer", "pushes", item);
            sink.send(item).await.unwrap();

            // 2. a push returns when the stream has room for its item
            log_value("producer", "has pushed", item);
        }

        // 3. the producer closes the stream
        log("producer", "closes");
    });

    // 4. hasty, who cannot wait, is refused while the stream is full
    let hasty = tokio::spawn(async move {
        sleep(Duration::from_millis(5)).await;
        tx.try_send(0).unwrap_err();
        log("hasty", "is refused");
    });

    // 5. the consumer works for 10 ms on each, and has the end after the last
    let mut taken = Vec::new();
    while let Some(item) = stream.recv().await {
        log_value("consumer", "takes", item);
        sleep(Duration::from_millis(10)).await;
        taken.push(item);
    }
    log("consumer", "has the end");
    assert_eq!(taken, [1, 2, 3, 4, 5]);
    hasty.await.unwrap();
}
