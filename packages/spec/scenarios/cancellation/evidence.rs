//! What a drop, an abort and a token stop, and what they leave alone.

use std::cell::RefCell;
use std::future::{pending, ready};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

type Events = Rc<RefCell<Vec<&'static str>>>;

struct Guard(Events);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.borrow_mut().push("loser dropped");
    }
}

async fn slow(events: Events) {
    let _guard = Guard(events);
    pending::<()>().await;
}

async fn losers() {
    let events = Events::default();
    tokio::select! {
        biased;
        () = slow(events.clone()) => unreachable!(),
        () = tokio::task::yield_now() => events.borrow_mut().push("handler"),
    }
    fact::flag(
        "loser is dropped first",
        *events.borrow() == ["loser dropped", "handler"],
    );
}

async fn tasks() {
    let done = Arc::new(AtomicBool::new(false));
    let task = tokio::spawn({
        let done = done.clone();
        async move {
            tokio::task::yield_now().await;
            done.store(true, Relaxed);
        }
    });
    drop(task);
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    fact::flag("task outlives handle", done.load(Relaxed));
    let task = tokio::spawn(pending::<()>());
    task.abort();
    fact::flag(
        "abort cancels a task",
        matches!(task.await, Err(error) if error.is_cancelled()),
    );
}

async fn tokens() {
    let token = CancellationToken::new();
    let tasks = [token.clone(), token.child_token(), token.child_token()].map(|token| {
        tokio::spawn(async move {
            tokio::select! {
                () = token.cancelled() => true,
                () = pending() => false,
            }
        })
    });
    token.cancel();
    let mut stopped = 0;
    for task in tasks {
        stopped += usize::from(task.await.unwrap());
    }
    fact::count("tasks a token stops", stopped, "of 3");

    let parent = CancellationToken::new();
    parent.child_token().cancel();
    fact::flag("a child's cancel stops its parent", parent.is_cancelled());
}

/// Three ready branches, 3000 times: which of them win, and how often?
async fn choices() {
    let mut wins = [0; 3];
    for _ in 0..3000 {
        let winner = tokio::select! {
            () = ready(()) => 0,
            () = ready(()) => 1,
            () = ready(()) => 2,
        };
        wins[winner] += 1;
    }
    fact::count(
        "select!: branches with 800 wins or more",
        wins.iter().filter(|&&wins| wins >= 800).count(),
        "of 3",
    );
    let mut first = 0;
    for _ in 0..3000 {
        first += tokio::select! {
            biased;
            () = ready(()) => 1,
            () = ready(()) => 0,
            () = ready(()) => 0,
        };
    }
    fact::count("biased select!: wins of the first branch", first, "of 3000");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    losers().await;
    tasks().await;
    tokens().await;
    choices().await;
}
