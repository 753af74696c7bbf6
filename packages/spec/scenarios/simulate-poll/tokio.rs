use scenario::log_value;
use std::task::Poll;
use tokio::task::yield_now;

fn simulate_poll(counter: &mut u32) -> Poll<&'static str> {
    if *counter >= 3 {
        *counter = 0;
        return Poll::Ready("done");
    }
    *counter += 1;
    Poll::Pending
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. the counter stands at 0
    let mut counter = 0;
    log_value("counter", "stands at", counter);

    // 2. main polls four times
    let mut polls = Vec::new();
    while polls.len() < 4 {
        let result = simulate_poll(&mut counter);
        log_value("main", "polls", result);
        polls.push(result);
        yield_now().await;
    }

    // 3. the counter stands at 0 again
    log_value("counter", "stands at", counter);
    assert_eq!(polls.last(), Some(&Poll::Ready("done")));
}
