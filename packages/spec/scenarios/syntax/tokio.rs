use futures_util::future::{ready, BoxFuture, FutureExt};
use scenario::{log, log_value};
use std::future::Future;
use tokio::task::yield_now;

async fn add(lane: &str, sum: u32, n: u32) -> u32 {
    log_value(lane, "has", sum + n);
    sum + n
}

async fn direct_steps(steps: usize) {
    for n in 0..steps {
        ready(n).await;
    }
}

fn combined_steps(steps: usize) -> BoxFuture<'static, ()> {
    if steps == 0 {
        return ready(()).boxed();
    }
    ready(steps).then(|n| combined_steps(n - 1)).boxed()
}

async fn rounds<F: Future<Output = ()>>(steps: impl Fn(usize) -> F) {
    for _ in 0..50 {
        steps(1000).await;
        yield_now().await;
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. three steps in direct style
    let direct = async {
        let one = add("direct", 0, 1).await;
        let three = add("direct", one, 2).await;
        add("direct", three, 3).await
    };

    // 2. the same three steps with the combinator
    let combined = add("combined", 0, 1)
        .then(|one| add("combined", one, 2))
        .then(|three| add("combined", three, 3));

    // 3. main compares
    let sums = (direct.await, combined.await);
    rounds(direct_steps).await;
    rounds(combined_steps).await;
    assert_eq!(sums, (6, 6));
    log("main", "compares");
}
