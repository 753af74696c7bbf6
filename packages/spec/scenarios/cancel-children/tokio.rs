use scenario::log;
use tokio::task::yield_now;
use tokio::time::{sleep, Duration};
use tokio_util::sync::CancellationToken;

async fn work(lane: &'static str, token: CancellationToken) {
    log(lane, "starts");
    token.cancelled().await;
    log(lane, "is cancelled");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. left, middle and right work under one parent
    let parent = CancellationToken::new();
    let left = parent.child_token();
    tokio::spawn(work("left", left.clone()));
    tokio::spawn(work("middle", parent.child_token()));
    tokio::spawn(work("right", parent.child_token()));
    yield_now().await;

    // 2. main cancels left, and it alone stops
    log("main", "cancels left");
    left.cancel();
    log("main", "goes on");
    sleep(Duration::from_millis(10)).await;
    assert!(!parent.is_cancelled());

    // 3. main cancels the parent, and the others stop
    log("main", "cancels the parent");
    parent.cancel();
    log("main", "goes on");
    sleep(Duration::from_millis(10)).await;

    // 4. who comes late is stopped before it has begun to wait
    work("late", parent.child_token()).await;
    log("main", "is done");
}
