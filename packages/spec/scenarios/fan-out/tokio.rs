use scenario::{log, log_value};
use std::sync::Arc;
use tokio::sync::{mpsc, Mutex};
use tokio::time::{sleep, Duration, Instant};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let started = Instant::now();

    // 1. main opens a channel of jobs and a channel of results
    log("main", "opens the channels");
    let (jobs, queue) = mpsc::channel::<u32>(1);
    let (results, mut squares) = mpsc::channel(1);
    let shared = Arc::new(Mutex::new(queue));

    // 2. three workers start
    for n in 1..=3 {
        let (shared, results) = (shared.clone(), results.clone());
        tokio::spawn(async move {
            log(&format!("worker{n}"), "starts");
            loop {
                // `while let` would hold the lock until the job is done.
                let next = shared.lock().await.recv().await;
                let job = match next {
                    Some(job) => job,
                    None => return,
                };
                log_value("job", "is taken", job);
                sleep(Duration::from_millis(10)).await;
                log_value("job", "is done", job);
                results.send(job * job).await.unwrap();
            }
        });
    }

    // 3. main sends six jobs and closes the channel
    tokio::spawn(async move {
        for job in 1..=6 {
            log_value("main", "sends", job);
            jobs.send(job).await.unwrap();
        }
        log("main", "closes the jobs");
        drop(jobs);
    });

    // 4. each job takes 10 ms
    let mut found = Vec::new();
    while found.len() < 6 {
        found.extend(squares.recv().await);
    }

    // 5. main has all six results
    log("main", "has all");
    found.sort();
    assert_eq!(found, [1, 4, 9, 16, 25, 36]);
    assert_eq!(started.elapsed().as_millis(), 20);
}
