use scenario::{log, log_value};
use tokio::time::{sleep, Duration};

struct Job(&'static str, bool);

impl Drop for Job {
    fn drop(&mut self) {
        let Self(lane, finished) = self;
        if !*finished {
            log(lane, "is thrown away");
        }
    }
}

async fn tick() {
    sleep(Duration::from_millis(10)).await;
}

async fn job(lane: &'static str) -> &'static str {
    log(lane, "starts");
    let mut job = Job(lane, false);
    sleep(Duration::from_millis(35)).await;
    log(lane, "finishes");
    job.1 = true;
    "done"
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. the long job starts, once, and main ticks each 10 ms
    let long = job("long");
    tokio::pin!(long);
    let mut n = 1;
    let result = loop {
        tokio::select! {
            result = &mut long => break result,
            () = tick() => log_value("main", "ticks", n),
        }
        n += 1;
    };

    // 2. the long job finishes after 35 ms, in the fourth round
    log_value("main", "has the result", result);
    assert_eq!(n, 4);

    // 3. a job that is made in each round starts each time
    for _ in 1..=3 {
        tokio::select! {
            // 4. it never finishes: each round throws it away
            _ = job("fresh") => unreachable!("35 ms are more than 10"),
            () = tick() => {}
        }
    }

    // 5. main gives up after three rounds
    log("main", "gives up");
}
