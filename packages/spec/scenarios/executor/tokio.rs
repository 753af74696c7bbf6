use futures_util::future::{poll_fn, BoxFuture, FutureExt};
use scenario::log_value;
use std::sync::mpsc::{sync_channel, SyncSender};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

/// A future that needs this many polls, and wakes itself until then.
fn countdown(
    name: &'static str,
    polls: u32,
) -> BoxFuture<'static, &'static str> {
    let mut left = polls;
    let future = poll_fn(move |cx| {
        left -= 1;
        if left == 0 {
            return Poll::Ready(name);
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    });
    future.boxed()
}

struct Task {
    name: &'static str,
    future: Mutex<BoxFuture<'static, &'static str>>,
    queue: SyncSender<Arc<Task>>,
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        let task = self.clone();
        self.queue.send(task).unwrap();
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. three futures are handed to the executor
    log_value("main", "hands over", ["a", "b", "c"]);
    let (queue, tasks) = sync_channel(3);
    for (name, polls) in [("a", 1), ("b", 2), ("c", 3)] {
        let task = Task {
            name,
            future: Mutex::new(countdown(name, polls)),
            queue: queue.clone(),
        };
        Arc::new(task).wake();
    }
    let mut finished = Vec::new();

    // 2. the executor polls each in turn
    for task in tasks.try_iter() {
        // 3. a future that is not Ready yet goes back into the queue
        let waker = Waker::from(task.clone());
        let mut cx = Context::from_waker(&waker);
        let poll = task.future.lock().unwrap().poll_unpin(&mut cx);
        log_value(task.name, "is polled", poll);
        if let Poll::Ready(name) = poll {
            finished.push(name);
        }
    }

    // 4. main has the order in which they finished
    log_value("main", "has the order", finished);
}
