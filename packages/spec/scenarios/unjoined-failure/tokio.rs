use scenario::{log, log_value};
use std::panic;
use std::sync::Mutex;
use tokio::runtime::Builder;
use tokio::time::{sleep, Duration};

static HEARD: Mutex<Vec<String>> = Mutex::new(Vec::new());

// 1. main starts two workers and lets go of them
async fn quiet() -> Result<(), &'static str> {
    log("quiet", "starts");
    sleep(Duration::from_millis(10)).await;
    // 2. the quiet one ends in an error, which is a value
    log("quiet", "fails");
    Err("quiet")
}

async fn loud() {
    log("loud", "starts");
    sleep(Duration::from_millis(20)).await;
    // 3. the loud one fails where nothing can carry the failure
    log("loud", "fails");
    panic!("loud");
}

fn main() {
    panic::set_hook(Box::new(|info| {
        let message = info.payload().downcast_ref::<&str>().unwrap();
        HEARD.lock().unwrap().push(message.to_string());
    }));
    let runtime = Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap();

    runtime.block_on(async {
        drop(tokio::spawn(quiet()));
        drop(tokio::spawn(loud()));
        log("main", "lets go");
        sleep(Duration::from_millis(30)).await;

        // 4. main goes on to its end
        log("main", "is done");
    });

    // 5. the hook has heard of the loud one, and nobody of the quiet one
    let _clock = runtime.enter();
    log_value("hook", "has heard", HEARD.lock().unwrap().as_slice());
}
