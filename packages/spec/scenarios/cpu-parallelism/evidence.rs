//! On how many threads two jobs run.

use std::collections::HashSet;
use std::sync::{Arc, Barrier};
use std::thread;
use tokio::runtime::Builder;

async fn here() -> thread::ThreadId {
    tokio::task::yield_now().await;
    thread::current().id()
}

fn distinct(ids: [thread::ThreadId; 2]) -> usize {
    HashSet::from(ids).len()
}

async fn spawned() -> usize {
    let [left, right] = [tokio::spawn(here()), tokio::spawn(here())];
    distinct([left.await.unwrap(), right.await.unwrap()])
}

/// Two jobs that wait for each other: one thread could not run both.
async fn meeting() -> usize {
    let barrier = Arc::new(Barrier::new(2));
    let job = || {
        let barrier = barrier.clone();
        tokio::spawn(async move {
            barrier.wait();
            thread::current().id()
        })
    };
    let [left, right] = [job(), job()];
    distinct([left.await.unwrap(), right.await.unwrap()])
}

async fn joined() -> usize {
    let (left, right) = tokio::join!(here(), here());
    distinct([left, right])
}

fn main() {
    let current = Builder::new_current_thread().build().unwrap();
    let two = Builder::new_multi_thread()
        .worker_threads(2)
        .build()
        .unwrap();
    fact::count(
        "on current_thread",
        current.block_on(spawned()),
        "threads",
    );
    fact::count(
        "on multi_thread",
        two.block_on(meeting()),
        "threads",
    );
    fact::count(
        "join! on multi_thread",
        two.block_on(joined()),
        "threads",
    );
}
