use scenario::{log, log_value};
use tokio::time::{sleep, Duration};

#[derive(Debug)]
struct Faulty(&'static str);

struct Finaliser(&'static str);

impl Drop for Finaliser {
    fn drop(&mut self) {
        log(self.0, "is finalised");
    }
}

async fn sibling(lane: &'static str) -> Result<(), Faulty> {
    // 1. three tasks start
    log(lane, "starts");
    let _finaliser = Finaliser(lane);
    sleep(Duration::from_millis(20)).await;
    unreachable!("the error drops it");
}

async fn faulty(lane: &'static str) -> Result<(), Faulty> {
    log(lane, "starts");
    sleep(Duration::from_millis(10)).await;

    // 2. the faulty one fails after 10 ms
    log(lane, "fails");
    Err(Faulty(lane))
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 3. the other two are finalised at once
    let joined =
        tokio::try_join!(sibling("left"), faulty("faulty"), sibling("right"));

    // 4. main has the error, still after 10 ms
    let Faulty(lane) = joined.unwrap_err();
    log_value("main", "has the error", lane);

    // 5. nothing is left that goes on
    sleep(Duration::from_millis(30)).await;
    log("main", "is done");
}
