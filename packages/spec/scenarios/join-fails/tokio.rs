use scenario::{log, log_value};
use tokio::time::{sleep, Duration};

#[derive(Debug)]
struct Faulty(&'static str);

async fn task(lane: &'static str, ms: u64) -> Result<u64, Faulty> {
    // 1. three tasks start
    log(lane, "starts");
    sleep(Duration::from_millis(ms)).await;

    // 2. the faulty one fails after 10 ms
    if lane == "faulty" {
        log(lane, "fails");
        return Err(Faulty(lane));
    }

    // 3. the others run to their end
    log(lane, "finishes");
    Ok(ms)
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (quick, faulty, slow) =
        tokio::join!(task("quick", 20), task("faulty", 10), task("slow", 30));

    // 4. main has the error after 30 ms, when the last one has ended
    let Faulty(lane) = faulty.unwrap_err();
    log_value("main", "has the error", lane);

    // 5. main still gets the values of the other two
    let values = [quick.unwrap(), slow.unwrap()];
    log_value("main", "has the values", values);
}
