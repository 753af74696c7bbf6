use futures_util::task::noop_waker;
use scenario::{log, log_value};
use std::future::Future;
use std::task::{Context, Poll};
use tokio::sync::oneshot;

fn see(polled: Poll<u32>) {
    log_value("main", "sees", polled);
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (give_first, first) = oneshot::channel::<u32>();
    let (give_second, second) = oneshot::channel::<u32>();
    let waker = noop_waker();
    let mut cx = Context::from_waker(&waker);

    // 1. the function is called
    log("main", "calls");
    let mut machine = Box::pin(async {
        // 2. it waits for its first value
        log("machine", "waits for the first");
        let one = first.await.unwrap();
        log("machine", "waits for the second");
        let two = second.await.unwrap();
        log("machine", "returns");
        one + two
    });
    see(machine.as_mut().poll(&mut cx));

    // 3. the first value arrives, and it waits for the second
    log("main", "gives the first");
    give_first.send(1).unwrap();
    see(machine.as_mut().poll(&mut cx));

    // 4. the second value arrives, and it is done
    log("main", "gives the second");
    give_second.send(2).unwrap();
    let last = machine.as_mut().poll(&mut cx);
    see(last);
    assert_eq!(last, Poll::Ready(3));
}
