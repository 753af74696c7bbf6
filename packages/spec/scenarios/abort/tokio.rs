use scenario::{log, log_value};
use tokio::task::JoinHandle;
use tokio::time::{sleep, Duration};

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

type Task = JoinHandle<&'static str>;

async fn outcome(lane: &str, handle: Task) -> &'static str {
    let value = match handle.await {
        Ok(value) => value,
        Err(error) if error.is_cancelled() => "cancelled",
        Err(error) => panic!("{error}"),
    };
    log_value("main", &format!("has {lane}"), value);
    value
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. main aborts early before its first step
    let early = tokio::spawn(work("early", 5));
    log("main", "aborts early");
    early.abort();

    // 2. main aborts waiting while it waits
    let waiting = tokio::spawn(work("waiting", 1000));
    let done = tokio::spawn(work("done", 5));
    sleep(Duration::from_millis(10)).await;
    log("main", "aborts waiting");
    waiting.abort();

    // 3. main aborts done after its end
    log("main", "aborts done");
    done.abort();
    log("main", "goes on");

    // 4. early has never started, waiting is cancelled, done keeps its value
    assert_eq!(outcome("early", early).await, "cancelled");
    assert_eq!(outcome("waiting", waiting).await, "cancelled");
    assert_eq!(outcome("done", done).await, "done");
}
