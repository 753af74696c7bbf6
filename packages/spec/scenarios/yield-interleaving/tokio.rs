use scenario::{log, log_value};
use std::sync::{Arc, Mutex};
use tokio::task::yield_now;

type Turns = Arc<Mutex<Vec<&'static str>>>;

fn take_turn(lane: &'static str, turn: u32, turns: &Turns) {
    log_value(lane, "takes a turn", turn);
    turns.lock().unwrap().push(lane);
}

async fn polite(lane: &'static str, turns: Turns) {
    for turn in 1..=3 {
        take_turn(lane, turn, &turns);
        yield_now().await;
    }
    log(lane, "ends");
}

async fn greedy(turns: Turns) {
    for turn in 1..=3 {
        take_turn("greedy", turn, &turns);
    }
    log("greedy", "ends");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let turns = Turns::default();

    // 1. main starts three polite tasks and a greedy one
    let mut tasks = vec![];
    for lane in ["a", "b", "c"] {
        tasks.push(tokio::spawn(polite(lane, turns.clone())));
    }
    // 2. the greedy one takes its three turns in one go
    tasks.push(tokio::spawn(greedy(turns.clone())));
    log("main", "has started all");

    // 3. the other three take turns, in the order in which they started
    for task in tasks {
        task.await.unwrap();
    }

    // 4. main has heard all four, and no time has passed
    log("main", "has heard all");
    let mut polite = turns.lock().unwrap().clone();
    polite.retain(|&lane| lane != "greedy");
    assert_eq!(polite.concat(), "abcabcabc");
}
