use scenario::{block_for, log};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use tokio::task::{spawn_blocking, yield_now, JoinError};
use tokio::time::{sleep, Duration};

static FINISHED: AtomicUsize = AtomicUsize::new(0);

async fn one() {
    sleep(Duration::from_millis(10)).await;
    FINISHED.fetch_add(1, Relaxed);
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), JoinError> {
    // 1. a thousand tasks start and wait for 10 ms
    log("main", "starts the tasks");
    let mut tasks = Vec::new();
    while tasks.len() < 1000 {
        tasks.push(tokio::spawn(one()));
    }
    yield_now().await;

    // 2. every task is done
    for handle in tasks {
        handle.await?;
    }
    log("main", "has the tasks");

    // 3. two threads start and block for 10 ms
    log("main", "starts the threads");
    // On a busy machine one of them may do both jobs, one after the other.
    tokio::try_join!(
        spawn_blocking(|| block_for(10)),
        spawn_blocking(|| block_for(10)),
    )?;

    // 4. both threads are done
    log("main", "has the threads");
    assert_eq!(FINISHED.load(Relaxed), 1000);
    Ok(())
}
