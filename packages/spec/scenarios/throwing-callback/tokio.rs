use scenario::{log, log_value};
use std::future::Ready;
use std::panic;
use std::sync::{Arc, Mutex};
use tokio::runtime::Builder;
use tokio::sync::Notify;
use tokio::task::yield_now;
use tokio::time::{sleep, Duration};

static HEARD: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn listen() {
    panic::set_hook(Box::new(|info| {
        let message = info.payload().downcast_ref::<&str>().unwrap();
        HEARD.lock().unwrap().push(message.to_string());
    }));
}

fn early() -> Ready<()> {
    log("early", "throws");
    panic!("early");
}

async fn run() {
    // 1. late throws after a wait, and main finds it in what it waits for
    let late = tokio::spawn(async {
        log("late", "waits");
        sleep(Duration::from_millis(10)).await;
        log("late", "throws");
        panic!("late");
    });
    let panic = late.await.unwrap_err().into_panic();
    log_value("main", "is told", *panic.downcast_ref::<&str>().unwrap());

    // 2. early throws before any wait, and whoever calls it has it thrown at
    let panic = panic::catch_unwind(early).unwrap_err();
    log_value("main", "catches", *panic.downcast_ref::<&str>().unwrap());

    // 3. stray throws in a callback that nobody waits for
    listen();
    let event = Arc::new(Notify::new());
    let fired = event.clone();
    // 4. its neighbour, which waits for the same event, runs all the same
    tokio::spawn(async move {
        fired.notified().await;
        log("neighbour", "runs");
    });
    let fired = event.clone();
    tokio::spawn(async move {
        fired.notified().await;
        log("stray", "throws");
        panic!("stray");
    });
    yield_now().await;
    log("main", "fires");
    event.notify_waiters();
    sleep(Duration::from_millis(10)).await;
    log("main", "is done");
}

fn main() {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(run());

    // 5. the hook has heard of the stray one
    let _clock = runtime.enter();
    log_value("hook", "has heard", HEARD.lock().unwrap().as_slice());
}
