use scenario::log;
use std::sync::Arc;
use tokio::sync::Mutex;
use tokio::time::{sleep, timeout, Duration};

type Lock = Arc<Mutex<()>>;

async fn hold(lane: &str) {
    log(lane, "has both");
    sleep(Duration::from_millis(10)).await;
    log(lane, "is done");
}

async fn left(a: Lock, b: Lock) {
    // 1. left has a, and asks for b after 10 ms
    let first = a.lock().await;
    log("left", "has a");
    sleep(Duration::from_millis(10)).await;
    log("left", "asks for b");

    // 2. nothing can wake it but a timeout: after 20 ms it gives up
    if timeout(Duration::from_millis(20), b.lock()).await.is_ok() {
        unreachable!("right has it");
    }
    drop(first);
    log("left", "gives up");

    // 3. it asks again in the order of right, and has both
    let _second = b.lock().await;
    let _first = a.lock().await;
    hold("left").await;
}

async fn right(a: Lock, b: Lock) {
    // 4. right has b, and asks for a after 10 ms
    let _second = b.lock().await;
    log("right", "has b");
    sleep(Duration::from_millis(10)).await;
    log("right", "asks for a");

    // 5. right has both when left has given up
    let _first = a.lock().await;
    hold("right").await;
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (a, b) = (Lock::default(), Lock::default());
    let left = tokio::spawn(left(a.clone(), b.clone()));
    let right = tokio::spawn(right(a, b));
    left.await.unwrap();
    right.await.unwrap();
    log("main", "is done");
}
