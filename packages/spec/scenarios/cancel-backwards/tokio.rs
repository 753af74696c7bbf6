use scenario::log;
use tokio::time::{sleep, Duration};

struct Finaliser(&'static str);

impl Drop for Finaliser {
    fn drop(&mut self) {
        log(self.0, "is finalised");
    }
}

// 1. the outer work waits for the middle, and that for the inner
async fn inner() {
    log("inner", "starts");
    let _finaliser = Finaliser("inner");
    sleep(Duration::from_secs(1)).await;
}

async fn middle() {
    log("middle", "starts");
    let _finaliser = Finaliser("middle");
    inner().await;
}

async fn helper() {
    log("helper", "starts");
    sleep(Duration::from_millis(20)).await;
    log("helper", "ends");
}

async fn outer() {
    log("outer", "starts");
    let _finaliser = Finaliser("outer");
    // 2. the outer work starts a helper that it does not wait for
    tokio::spawn(helper());
    middle().await;
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let mut work = Box::pin(outer());
    tokio::select! {
        biased;
        () = &mut work => unreachable!(),
        () = sleep(Duration::from_millis(10)) => {}
    }

    // 3. main cancels the outer work after 10 ms
    log("main", "cancels outer");
    drop(work);

    // 4. the finalisers have run from the inside out, before main goes on
    log("main", "goes on");

    // 5. the helper goes on to its end
    sleep(Duration::from_millis(20)).await;
    log("main", "is done");
}
