use scenario::{log, log_value};
use tokio::sync::mpsc::{self, Sender};
use tokio::time::{sleep, Duration};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. main opens a channel
    log("main", "opens a channel");
    let (tx1, mut rx) = mpsc::channel(2);
    let tx2 = tx1.clone();

    // 2. both readers start
    async fn reader(n: u32, tx: Sender<String>) {
        let lane = format!("reader{n}");
        log(&lane, "starts");

        // 3. each reader waits 10 ms and sends its result
        sleep(Duration::from_millis(10)).await;
        let result = format!("result{n}");
        log_value(&lane, "sends", &result);
        tx.send(result).await.unwrap();
    }
    tokio::spawn(reader(1, tx1));
    tokio::spawn(reader(2, tx2));

    // 4. main receives twice
    let mut results = Vec::new();
    while results.len() < 2 {
        let result = rx.recv().await.unwrap();
        log_value("main", "receives", &result);
        results.push(result);
    }
    log("main", "has both");
}
