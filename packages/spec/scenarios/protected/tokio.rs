use scenario::log;
use std::future::Future;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::task::JoinHandle;
use tokio::time::{sleep, Duration};

type Lane = &'static str;
type Answer = Result<Lane, RecvError>;

/// Says so when it is dropped before its owner has ended.
struct Finaliser(Lane, Option<&'static str>);

impl Drop for Finaliser {
    fn drop(&mut self) {
        if let Self(lane, Some(event)) = self {
            log(lane, event);
        }
    }
}

async fn work(lane: Lane) -> Lane {
    log(lane, "starts");
    let mut finaliser = Finaliser(lane, Some("is stopped"));
    sleep(Duration::from_millis(20)).await;
    finaliser.1 = None;
    log(lane, "ends");
    lane
}

/// Work that is a task of its own, and an answer for each of two who wait.
fn share(lane: Lane) -> (JoinHandle<()>, [impl Future<Output = Answer>; 2]) {
    let (tx, rx) = broadcast::channel(1);
    let answers =
        [tx.subscribe(), rx].map(|mut rx| async move { rx.recv().await });
    let task = tokio::spawn(async move {
        tx.send(work(lane).await).unwrap();
    });
    (task, answers)
}

async fn wait(lane: Lane, answer: impl Future<Output = Answer>) -> Lane {
    log(lane, "waits");
    let mut finaliser = Finaliser(lane, Some("is cancelled"));
    match answer.await {
        Ok(value) => {
            finaliser.1 = None;
            log(lane, "has an answer");
            value
        }
        Err(_) => "cancelled",
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. first and second wait for the same work
    let (_shared, [one, other]) = share("shared");
    let first = tokio::spawn(wait("first", one));
    let second = tokio::spawn(wait("second", other));
    sleep(Duration::from_millis(10)).await;

    // 2. main cancels first, and it alone stops
    log("main", "cancels first");
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());

    // 3. the work goes on, and second has its answer
    assert_eq!(second.await.unwrap(), "shared");

    // 4. main cancels third, which owns its work: both stop
    let third = tokio::spawn(wait("third", async { Ok(work("owned").await) }));
    sleep(Duration::from_millis(10)).await;
    log("main", "cancels third");
    third.abort();
    assert!(third.await.unwrap_err().is_cancelled());

    // 5. main cancels the work of fourth and fifth: all three stop
    let (doomed, [one, other]) = share("doomed");
    let fourth = tokio::spawn(wait("fourth", one));
    let fifth = tokio::spawn(wait("fifth", other));
    sleep(Duration::from_millis(10)).await;
    log("main", "cancels the work");
    doomed.abort();
    assert_eq!(fourth.await.unwrap(), "cancelled");
    assert_eq!(fifth.await.unwrap(), "cancelled");
    log("main", "is done");
}
