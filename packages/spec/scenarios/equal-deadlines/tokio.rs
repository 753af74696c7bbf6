use scenario::log;
use tokio::time::{sleep, Duration};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. main makes a sleep until 10 ms, and does not wait for it yet
    log("early", "is made");
    let made_first = sleep(Duration::from_millis(10));
    sleep(Duration::from_millis(5)).await;

    // 2. at 5 ms five sleepers each make one that ends at 10 ms, too
    let mut tasks = Vec::new();
    for n in 1..=5 {
        tasks.push(tokio::spawn(async move {
            let lane = format!("sleeper{n}");
            log(&lane, "sleeps");
            sleep(Duration::from_millis(5)).await;
            log(&lane, "wakes");
        }));
    }

    // 3. the early one waits for the sleep that was made first
    tasks.push(tokio::spawn(async move {
        log("early", "is awaited");
        made_first.await;
        log("early", "wakes");
    }));

    // 4. all six wake at 10 ms
    for task in tasks {
        task.await.unwrap();
    }
    log("main", "has all six");
}
