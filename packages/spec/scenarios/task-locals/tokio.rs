use scenario::log_value;
use tokio::time::{sleep, Duration};

tokio::task_local! {
    static REQUEST: &'static str;
}

fn look(lane: &str, event: &str) -> &'static str {
    let value = REQUEST.try_with(|value| *value).unwrap_or("nothing");
    log_value(lane, event, value);
    value
}

async fn handle(lane: &str, ms: u64) -> &'static str {
    // 1. two requests run at once, each with a value of its own
    let before = look(lane, "sees");

    // 2. each sees its own value after a wait, too
    sleep(Duration::from_millis(ms)).await;
    let after = look(lane, "still sees");
    assert_eq!(before, after);
    after
}

async fn work(lane: &str) -> &'static str {
    look(lane, "sees")
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let one = REQUEST.scope("one", handle("first", 20));
    let two = REQUEST.scope("two", handle("second", 10));
    assert_eq!(tokio::join!(one, two), ("one", "two"));

    // 3. work that a request spawns looks for the value
    let spawning = async { tokio::spawn(work("spawned")).await };
    let spawned = REQUEST.scope("three", spawning).await.unwrap();
    assert_eq!(spawned, "nothing");

    // 4. work that is handed the value sees it
    let handing = async {
        let value = REQUEST.with(|value| *value);
        tokio::spawn(REQUEST.scope(value, work("handed"))).await
    };
    let handed = REQUEST.scope("four", handing).await.unwrap();
    assert_eq!(handed, "four");

    // 5. an inner value hides the outer one, until the inner work has ended
    let nesting = async {
        let inner = REQUEST.scope("inner", work("inner")).await;
        (inner, look("outer", "sees again"))
    };
    let nested = REQUEST.scope("outer", nesting).await;
    assert_eq!(nested, ("inner", "outer"));

    // 6. main, outside, sees nothing
    assert_eq!(look("main", "sees"), "nothing");
}
