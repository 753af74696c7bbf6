use scenario::{log, log_value};
use tokio::task::yield_now;
use tokio::time::{sleep, Duration};
use tokio_util::sync::CancellationToken;

struct Finaliser(&'static str);

impl Drop for Finaliser {
    fn drop(&mut self) {
        log(self.0, "is finalised");
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. the fast one and the slow one race
    let fast = async {
        log("fast", "starts");
        sleep(Duration::from_millis(10)).await;

        // 2. the fast one wins after 10 ms
        log("fast", "finishes");
        "fast"
    };
    let slow = async {
        log("slow", "starts");
        // 3. the loser's finaliser runs before main has the winner
        let _finaliser = Finaliser("slow");
        sleep(Duration::from_secs(1)).await;
        "slow"
    };
    let winner = tokio::select! {
        biased;
        winner = fast => winner,
        winner = slow => winner,
    };
    log_value("main", "has the winner", winner);

    // 4. main cancels a worker by hand
    let token = CancellationToken::new();
    let work = async {
        log("worker", "starts");
        // 5. the worker's finaliser runs
        let _finaliser = Finaliser("worker");
        sleep(Duration::from_secs(1)).await;
    };
    let cancelled = token.clone();
    let worker = tokio::spawn(async move {
        tokio::select! {
            () = cancelled.cancelled() => "cancelled",
            () = work => "finished",
        }
    });
    yield_now().await;
    log("main", "cancels the worker");
    token.cancel();
    assert_eq!(worker.await.unwrap(), "cancelled");

    // 6. the keeper goes on after its cancel
    tokio::spawn(async {
        log("keeper", "starts");
        sleep(Duration::from_millis(10)).await;
        log("keeper", "finishes");
    });
    log("main", "lets go of the keeper");
    sleep(Duration::from_millis(20)).await;
    log("main", "is done");
}
