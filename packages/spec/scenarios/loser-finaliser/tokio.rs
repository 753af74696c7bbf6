use scenario::{log, log_value};
use std::sync::{Arc, Mutex};
use tokio::time::{sleep, Duration};

type Lanes = Arc<Mutex<Vec<&'static str>>>;

struct Finaliser(&'static str, Lanes);

impl Drop for Finaliser {
    fn drop(&mut self) {
        let Self(lane, clean) = self;
        let (lane, clean) = (*lane, clean.clone());
        log(lane, "is finalised");
        tokio::spawn(async move {
            sleep(Duration::from_millis(5)).await;
            clean.lock().unwrap().push(lane);
            log(lane, "is clean");
        });
    }
}

async fn loser(lane: &'static str, clean: Lanes) -> &'static str {
    log(lane, "starts");
    let _finaliser = Finaliser(lane, clean);
    sleep(Duration::from_secs(1)).await;
    lane
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let clean = Lanes::default();

    // 1. the losers and the fast one race
    let left = loser("left", clean.clone());
    let right = loser("right", clean.clone());
    let fast = async {
        log("fast", "starts");
        sleep(Duration::from_millis(10)).await;

        // 2. the fast one wins after 10 ms
        log("fast", "finishes");
        "fast"
    };

    // 3. both losers are finalised before main has the winner
    let winner = tokio::select! {
        biased;
        winner = left => winner,
        winner = right => winner,
        winner = fast => winner,
    };
    log_value("main", "has the winner", winner);

    // 4. a clean-up that takes 5 ms is not waited for
    assert!(clean.lock().unwrap().is_empty());

    // 5. main is done after both clean-ups
    sleep(Duration::from_millis(10)).await;
    log("main", "is done");
    assert_eq!(*clean.lock().unwrap(), ["left", "right"]);
}
