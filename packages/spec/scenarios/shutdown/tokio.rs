use scenario::{log, log_value};
use std::sync::Mutex;
use tokio::runtime::Builder;
use tokio::time::{sleep, Duration};

static FINALISED: Mutex<Vec<&str>> = Mutex::new(Vec::new());

struct Finaliser(&'static str);

impl Drop for Finaliser {
    fn drop(&mut self) {
        FINALISED.lock().unwrap().push(self.0);
    }
}

async fn work(lane: &'static str, milliseconds: u64) {
    log(lane, "starts");
    let _finaliser = Finaliser(lane);
    sleep(Duration::from_millis(milliseconds)).await;
    log(lane, "ends");
}

fn host(event: &str) {
    log_value("host", event, FINALISED.lock().unwrap().as_slice());
}

fn main() {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap();
    let handle = runtime.handle().clone();
    let _clock = handle.enter();

    // 1. main starts three workers, and ends after 10 ms
    runtime.block_on(async {
        tokio::spawn(work("quick", 20));
        tokio::spawn(work("older", 1000));
        tokio::spawn(work("younger", 1000));
        sleep(Duration::from_millis(10)).await;
        log("main", "ends");
    });

    // 2. the host goes on, and no worker has ended or was finalised
    host("has the end of main");

    // 3. another main runs for 20 ms, and quick ends meanwhile
    runtime.block_on(async {
        sleep(Duration::from_millis(20)).await;
        log("other", "ends");
    });
    host("has the end of other");

    // 4. the host shuts down, and looks who was finalised
    drop(runtime);
    host("has shut down");
}
