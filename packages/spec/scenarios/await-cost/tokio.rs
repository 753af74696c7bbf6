use scenario::log;
use std::future::{ready, Future};
use tokio::task::yield_now;

async fn rounds<F: Future<Output = ()>>(thousand: impl Fn() -> F) {
    for _ in 0..50 {
        thousand().await;
        yield_now().await;
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. ready values are awaited
    log("main", "awaits");
    rounds(|| async {
        for n in 0..1000 {
            ready(n).await;
        }
    })
    .await;

    // 2. pairs of ready values are joined
    log("main", "joins");
    rounds(|| async {
        for n in 0..1000 {
            tokio::join!(ready(n), ready(n));
        }
    })
    .await;

    // 3. tasks are spawned and joined
    log("main", "spawns");
    rounds(|| async {
        let mut handles = Vec::new();
        for _ in 0..1000 {
            handles.push(tokio::spawn(yield_now()));
        }
        for handle in handles {
            handle.await.unwrap();
        }
    })
    .await;

    // 4. main has the costs
    log("main", "has the costs");
}
