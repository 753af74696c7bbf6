use scenario::{block_for, count_primes, log, Finding};
use std::collections::HashSet;
use std::future::Future;
use tokio::task::{spawn_blocking, JoinError};

const LIMIT: u32 = 100_000;

/// How many distinct threads ran the two jobs.
async fn both<F>(job: impl Fn() -> F) -> Result<usize, JoinError>
where
    F: Future<Output = Result<Finding, JoinError>>,
{
    let (one, two) = tokio::try_join!(job(), job())?;
    assert_eq!([one.primes, two.primes], [9592, 9592]);
    Ok(HashSet::from([one.thread, two.thread]).len())
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), JoinError> {
    // 1. two jobs run on worker threads
    tokio::try_join!(
        spawn_blocking(|| block_for(20)),
        spawn_blocking(|| block_for(20)),
    )?;
    log("main", "runs both on workers");
    let workers = both(|| spawn_blocking(|| count_primes(LIMIT))).await?;

    // 2. two jobs run on the runtime's own thread
    log("main", "runs both here");
    let own = both(|| tokio::spawn(async { count_primes(LIMIT) })).await?;

    // 3. main compares
    log("main", "compares");
    // A thread that is done early may take the second job as well.
    assert!(own == 1 && workers <= 2);
    Ok(())
}
