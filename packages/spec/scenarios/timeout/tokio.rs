use scenario::{log, log_value};
use tokio::time::{sleep, timeout, Duration};

struct Finaliser(&'static str);

impl Drop for Finaliser {
    fn drop(&mut self) {
        log(self.0, "is finalised");
    }
}

async fn work(lane: &'static str, milliseconds: u64) -> &'static str {
    log(lane, "starts");
    let _finaliser = Finaliser(lane);
    sleep(Duration::from_millis(milliseconds)).await;
    log(lane, "ends");
    lane
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let limit = Duration::from_millis(20);

    // 1. main gives the quick work 20 ms, and it takes 10
    let quick = timeout(limit, work("quick", 10)).await.unwrap();
    log_value("main", "has the value", quick);

    // 2. main gives the slow work 20 ms, and it takes 100
    let slow = timeout(limit, work("slow", 100)).await;

    // 3. the slow work is finalised before main has the timeout
    assert!(slow.is_err());
    log("main", "has the timeout");

    // 4. main waits 20 ms for a keeper, which takes 30
    let mut keeper = tokio::spawn(work("keeper", 30));
    assert!(timeout(limit, &mut keeper).await.is_err());
    log("main", "has the timeout");

    // 5. the keeper goes on to its end
    log_value("main", "has the keeper", keeper.await.unwrap());
}
