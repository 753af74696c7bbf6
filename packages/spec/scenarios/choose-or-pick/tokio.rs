use scenario::{log, log_value};
use tokio::time::{sleep, Duration};

struct StopSign(&'static str, bool);

impl Drop for StopSign {
    fn drop(&mut self) {
        let Self(lane, finished) = self;
        if !*finished {
            log(lane, "is stopped");
        }
    }
}

async fn racer(lane: &'static str, ms: u64) -> &'static str {
    log(lane, "starts");
    let mut sign = StopSign(lane, false);
    sleep(Duration::from_millis(ms)).await;
    log(lane, "finishes");
    sign.1 = true;
    lane
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. the fast one and the kept one race
    let kept = tokio::spawn(racer("kept", 20));
    let fast = racer("fast", 10);

    // 2. the fast one wins after 10 ms
    let first = tokio::select! {
        biased;
        joined = kept => joined.unwrap(),
        winner = fast => winner,
    };
    log_value("main", "has the first winner", first);

    // 3. the kept one goes on, and finishes after 20 ms
    sleep(Duration::from_millis(20)).await;
    log("main", "has waited");

    // 4. the fast one and the stopped one race
    let loser = racer("stopped", 20);
    let rival = racer("fast", 10);

    // 5. the fast one wins again, and the stopped one is stopped
    let second = tokio::select! {
        biased;
        winner = loser => winner,
        winner = rival => winner,
    };
    log_value("main", "has the second winner", second);

    // 6. main has waited, and the stopped one never finished
    sleep(Duration::from_millis(20)).await;
    log("main", "is done");
}
