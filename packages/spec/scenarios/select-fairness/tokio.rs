use scenario::{log, log_value};
use std::future::ready;

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. three are ready, and main races them, 300 times
    log("main", "races three");
    let mut wins = [0; 3];
    for _ in 0..300 {
        let winner = tokio::select! {
            () = ready(()) => 0,
            () = ready(()) => 1,
            () = ready(()) => 2,
        };

        // 2. main counts how often each has won
        wins[winner] += 1;
    }
    log("main", "has counted");

    // 3. each has its share: at least 50 of the 300 rounds
    for (lane, won) in ["first", "second", "third"].into_iter().zip(wins) {
        log_value(lane, "has its share", won >= 50);
    }
}
