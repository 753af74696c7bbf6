use scenario::log;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::Arc;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout, Duration};

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static MOST_IN_USE: AtomicUsize = AtomicUsize::new(0);

async fn ask(n: u32, patience: u64, places: Arc<Semaphore>) -> bool {
    // 1. five users ask for one of two places
    let lane = format!("user{n}");
    log(&lane, "asks");
    let limit = Duration::from_millis(patience);
    match timeout(limit, places.acquire()).await {
        Ok(place) => {
            // 2. each has its place for 10 ms
            let _place = place.unwrap();
            log(&lane, "has a place");
            MOST_IN_USE.fetch_max(IN_USE.fetch_add(1, SeqCst) + 1, SeqCst);
            sleep(Duration::from_millis(10)).await;
            IN_USE.fetch_sub(1, SeqCst);
            log(&lane, "is done");
            true
        }
        Err(_) => {
            // 3. user3 gives up after 5 ms, and its turn passes to user4
            log(&lane, "gives up");
            false
        }
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let places = Arc::new(Semaphore::new(2));
    let users = [(1, 1000), (2, 1000), (3, 5), (4, 1000), (5, 1000)]
        .map(|(n, patience)| tokio::spawn(ask(n, patience, places.clone())));

    // 4. main has heard of all five
    let mut served = Vec::new();
    for user in users {
        served.push(user.await.unwrap());
    }
    log("main", "has all five");
    assert_eq!(served, [true, true, false, true, true]);
    assert_eq!(MOST_IN_USE.load(SeqCst), 2);
}
