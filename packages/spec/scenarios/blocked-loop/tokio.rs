use scenario::{block_for, log, log_value};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use tokio::task::{self, yield_now};

static STEPS: AtomicUsize = AtomicUsize::new(0);

fn step(lane: &str) {
    let steps = STEPS.fetch_add(1, Relaxed) + 1;
    log_value(lane, "steps", steps);
}

async fn neighbour() -> usize {
    log("neighbour", "runs");
    STEPS.load(Relaxed)
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. a rude task takes three steps and never yields
    let first = tokio::spawn(neighbour());
    for _ in 0..3 {
        step("rude");
    }

    // 2. the neighbour runs when the rude one is done
    let steps_of_the_rude = first.await.unwrap();

    // 3. a polite task takes three steps and yields after each
    STEPS.store(0, Relaxed);
    let second = tokio::spawn(neighbour());
    for _ in 0..3 {
        step("polite");
        yield_now().await;
    }

    // 4. the neighbour runs in between
    let steps_of_the_polite = second.await.unwrap();

    // 5. a blocking call goes to a worker thread
    log("main", "blocks a worker");
    let answer = task::spawn_blocking(|| block_for(10));

    // 6. the neighbour runs meanwhile
    tokio::spawn(neighbour()).await.unwrap();
    answer.await.unwrap();
    log("main", "has the worker's answer");

    assert_eq!((steps_of_the_rude, steps_of_the_polite), (3, 1));
}
