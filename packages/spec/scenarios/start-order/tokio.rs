use scenario::{log, log_value};
use std::sync::{Arc, Mutex};
use tokio::task::yield_now;

async fn work(n: u32) -> u32 {
    log("work", "starts");
    2 * n
}

async fn square(n: u32, order: Arc<Mutex<Vec<u32>>>) -> u32 {
    log(&format!("task{n}"), "starts");
    order.lock().unwrap().push(n);
    n * n
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let order = Arc::new(Mutex::new(vec![]));

    // 1. main calls work, lets others run, and awaits it
    log("main", "calls work");
    let doubled = work(21);
    log("main", "lets others run");
    yield_now().await;
    log("main", "awaits work");
    assert_eq!(doubled.await, 42);

    // 2. main starts three tasks
    let mut tasks = vec![];
    for n in 1..=3 {
        log_value("main", "starts a task", n);
        tasks.push(tokio::spawn(square(n, order.clone())));
    }

    // 3. main goes on after it started them
    log("main", "goes on");
    let mut squares = vec![];
    for task in tasks {
        squares.push(task.await.unwrap());
    }

    // 4. the tasks have started in the order of their numbers
    assert_eq!(*order.lock().unwrap(), [1, 2, 3]);

    // 5. main has all three results
    log("main", "has all");
    assert_eq!(squares, [1, 4, 9]);
}
