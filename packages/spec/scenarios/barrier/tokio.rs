use scenario::{log, log_value};
use std::sync::Arc;
use tokio::sync::Barrier;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout, Duration};

type Party = JoinHandle<bool>;

fn party(lane: &'static str, ms: u64, barrier: &Arc<Barrier>) -> Party {
    let barrier = barrier.clone();
    tokio::spawn(async move {
        log(lane, "sets out");
        sleep(Duration::from_millis(ms)).await;
        log(lane, "comes");
        let is_leader = barrier.wait().await.is_leader();
        log_value(lane, "passes", is_leader);
        is_leader
    })
}

async fn leaders(parties: impl IntoIterator<Item = Party>) -> usize {
    let mut leaders = 0;
    for party in parties {
        leaders += usize::from(party.await.unwrap());
    }
    leaders
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. three parties come after 10, 20 and 30 ms
    let barrier = Arc::new(Barrier::new(3));
    let early = party("early", 10, &barrier);
    let middle = party("middle", 20, &barrier);
    let late = party("late", 30, &barrier);

    // 2. all pass when the last has come, and one of them is the leader
    assert_eq!(leaders([early, middle, late]).await, 1);
    log("main", "has all three");

    // 3. hasty comes to the same barrier, and gives up after 5 ms
    log("hasty", "comes");
    let limit = Duration::from_millis(5);
    assert!(timeout(limit, barrier.wait()).await.is_err());
    log("hasty", "gives up");

    // 4. it counts all the same: two more, and these two pass
    let early = party("early", 10, &barrier);
    let late = party("late", 30, &barrier);
    assert_eq!(leaders([early, late]).await, 1);
    log("main", "has both");
}
