use scenario::{log, log_value};
use std::future::ready;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use tokio::sync::Mutex;
use tokio::task::yield_now;

static ROUNDS: AtomicU32 = AtomicU32::new(0);

fn start_counting() {
    ROUNDS.store(0, Relaxed);
}

fn count_round() {
    ROUNDS.fetch_add(1, Relaxed);
}

async fn neighbour() -> u32 {
    let rounds = ROUNDS.load(Relaxed);
    log_value("neighbour", "runs", rounds);
    rounds
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. main awaits 300 values that are ready
    let first = tokio::spawn(neighbour());
    log("main", "awaits ready values");
    for _ in 0..300 {
        ready(()).await;
        count_round();
    }

    // 2. the neighbour runs when main yields at last
    log("main", "yields");
    yield_now().await;

    // 3. main locks a free lock 300 times
    let second = tokio::spawn(neighbour());
    log("main", "locks a free lock");
    let lock = Mutex::new(());
    start_counting();
    for _ in 0..300 {
        drop(lock.lock().await);
        count_round();
    }
    log("main", "yields");
    yield_now().await;

    // 4. main yields in each of 300 rounds
    let third = tokio::spawn(neighbour());
    log("main", "yields in each round");
    start_counting();
    for _ in 0..300 {
        yield_now().await;
        count_round();
    }

    // 5. main has the rounds before each of the neighbour's runs
    let (first, second, third) = tokio::join!(first, second, third);
    log("main", "has the rounds");
    assert_eq!(first.unwrap(), 300);
    assert_eq!(second.unwrap(), 128);
    assert_eq!(third.unwrap(), 0);
}
