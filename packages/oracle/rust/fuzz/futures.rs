//! What is awaited.

use crate::bodies::{block, Frame, Pin_};
use crate::program::Op;
use crate::several;
use crate::slots::{Claims, Found};
use crate::trace::began;
use crate::world::{Fut, Guard, Out, Receiver, Senders, World, LOCAL};
use std::future::{poll_fn, ready, Future};
use std::rc::Rc;
use std::time::Duration;
use tokio::sync::{broadcast, mpsc};
use tokio::task::{consume_budget, unconstrained, yield_now, JoinError};
use tokio::time::{self, sleep, sleep_until, timeout, timeout_at, Instant};

/// Where a future stands.
pub struct Cx {
    w: &'static World,
    label: String,
    senders: Rc<Senders>,
    pins: Option<Rc<[Pin_; 2]>>,
}

impl Cx {
    pub fn new(w: &'static World, frame: &Frame) -> Cx {
        let pins = Some(frame.pins.clone());
        Cx {
            pins,
            ..Cx::without_pins(w, frame)
        }
    }

    /// Inside a pinned future: it does not know of the others.
    pub fn without_pins(w: &'static World, frame: &Frame) -> Cx {
        Cx {
            w,
            label: frame.label.clone(),
            senders: frame.senders.clone(),
            pins: None,
        }
    }
}

fn word(text: &str) -> Fut {
    Box::pin(ready(Out::ok(text)))
}

/// A future of what a slot holds, if it may be borrowed.
fn found<T: 'static, F: Future<Output = Out> + 'static>(
    found: Found<T>,
    future: impl FnOnce(&'static mut T) -> F,
) -> Fut {
    match found {
        Found::Busy => word("busy"),
        Found::None => word("none"),
        Found::Here(value) => Box::pin(future(value)),
    }
}

fn of_task(result: Result<Out, JoinError>) -> Out {
    match result {
        Ok(out) => out,
        Err(error) if error.is_panic() => Out::err("panic"),
        Err(_) => Out::err("cancelled"),
    }
}

fn closed<E>(_: E) -> Out {
    Out::err("closed")
}

fn ms(number: u32) -> Duration {
    Duration::from_millis(number.into())
}

fn option(value: Option<u32>) -> Out {
    value.map_or_else(|| Out::ok("none"), Out::ok)
}

async fn sent(result: impl Future<Output = Result<(), mpsc::error::SendError<u32>>>) -> Out {
    result.await.map_or_else(closed, |()| Out::ok(""))
}

async fn given(future: impl Future<Output = ()>) -> Out {
    future.await;
    Out::ok("")
}

/// Makes the future of a statement. One that is polled at once may join a queue
/// before that; one that may never be polled leaves it when it is dropped, which
/// a port cannot see.
pub fn direct(cx: &Cx, claims: &mut Claims, op: &Op) -> Fut {
    if op.name != "enabled" {
        return future(cx, claims, op);
    }
    let mut notified = Box::pin(cx.w.notifies[op.slot(0, 2)].notified());
    notified.as_mut().enable();
    Box::pin(given(notified))
}

/// Makes the future of an operation, as a call in Rust does: what is fixed by
/// the call (a deadline, what is borrowed) is fixed here.
pub fn future(cx: &Cx, claims: &mut Claims, op: &Op) -> Fut {
    let w = cx.w;
    match op.name.as_str() {
        "ready" => word(&op.number(0).to_string()),
        "yield" => Box::pin(given(yield_now())),
        "spend" => {
            let count = op.number(0);
            Box::pin(async move {
                for _ in 0..count {
                    sleep(Duration::ZERO).await;
                }
                Out::ok("")
            })
        }
        "block" => block(w, cx.senders.clone(), op.body()),
        "repeat" => {
            let (times, body, senders) = (op.number(0), op.body(), cx.senders.clone());
            Box::pin(async move {
                let mut out = Out::ok("");
                for _ in 0..times {
                    out = block(w, senders.clone(), body.clone()).await;
                    if !out.ok {
                        break;
                    }
                }
                out
            })
        }
        "scope" => {
            let scope = LOCAL.scope(op.number(0), future(cx, claims, op.future()));
            Box::pin(scope)
        }
        "unconstrained" => Box::pin(unconstrained(future(cx, claims, op.future()))),
        "consume_budget" => Box::pin(given(consume_budget())),
        "run_until" => {
            let set = w.local_sets[op.slot(0, 2)].claim(claims);
            let of = future(cx, claims, op.future());
            found(set, |set| set.run_until(of))
        }
        "local_set" => found(w.local_sets[op.slot(0, 2)].claim(claims), |set| given(set)),
        "handle" => match w.handles.borrow_mut()[op.slot(0, 4)].take() {
            None => word("none"),
            Some(handle) => Box::pin(async { of_task(handle.await) }),
        },
        "pinned" => pinned(cx, claims, op.slot(0, 2)),

        "join" => several::joined(branches(cx, claims, op)),
        "try_join" => several::try_joined(branches(cx, claims, op)),
        "select" => several::selected(cx.label.clone(), op, branches(cx, claims, op)),
        "timeout" => {
            let timed = timeout(ms(op.number(0)), future(cx, claims, op.future()));
            Box::pin(async { timed.await.unwrap_or_else(|_| Out::err("elapsed")) })
        }
        "timeout_at" => {
            let timed = timeout_at(at(op), future(cx, claims, op.future()));
            Box::pin(async { timed.await.unwrap_or_else(|_| Out::err("elapsed")) })
        }

        "sleep" => Box::pin(given(sleep(ms(op.number(0))))),
        "sleep_until" => Box::pin(given(sleep_until(at(op)))),
        "advance" => Box::pin(given(time::advance(ms(op.number(0))))),
        "tick" => found(w.intervals[op.slot(0, 2)].claim(claims), |one| async {
            Out::ok((one.tick().await - began()).as_millis())
        }),

        "send" => match cx.senders.bounded(op.slot(0, 2)) {
            None => word("none"),
            Some(tx) => Box::pin(sent(tx.send(op.number(1)))),
        },
        "reserve" => match cx.senders.bounded(op.slot(0, 2)) {
            None => word("none"),
            Some(tx) => Box::pin(async {
                let permit = tx.reserve().await;
                permit.map_or_else(closed, |permit| Out::holding(Guard::Place(permit), ""))
            }),
        },
        "recv" => found(w.receivers[op.slot(0, 3)].claim(claims), |receiver| async {
            option(match receiver {
                Receiver::Bounded(rx) => rx.recv().await,
                Receiver::Unbounded(rx) => rx.recv().await,
            })
        }),
        "closed" => match op.slot(0, 3) {
            2 => match cx.senders.unbounded() {
                None => word("none"),
                Some(tx) => Box::pin(given(tx.closed())),
            },
            chan => match cx.senders.bounded(chan) {
                None => word("none"),
                Some(tx) => Box::pin(given(tx.closed())),
            },
        },
        "oneshot_recv" => {
            let slot = &w.oneshot_receivers[op.slot(0, 2)];
            found(slot.claim(claims), move |rx| async {
                // One that has failed can be asked again.
                rx.await.map_or_else(closed, |value| {
                    slot.clear();
                    Out::ok(value)
                })
            })
        }
        "oneshot_closed" => found(w.oneshot_senders[op.slot(0, 2)].claim(claims), |tx| {
            given(tx.closed())
        }),
        "broadcast_recv" => found(
            w.broadcast_receivers[op.slot(0, 2)].claim(claims),
            |rx| async {
                match rx.recv().await {
                    Ok(value) => Out::ok(value),
                    Err(broadcast::error::RecvError::Closed) => Out::err("closed"),
                    Err(broadcast::error::RecvError::Lagged(n)) => Out::err(format!("lagged{}", n)),
                }
            },
        ),
        "watch_changed" => found(w.watch_receivers[op.slot(0, 2)].claim(claims), |rx| async {
            rx.changed().await.map_or_else(closed, |()| Out::ok(""))
        }),
        "watch_closed" => found(w.watch.claim(claims), |tx| given(tx.closed())),

        "notified" | "enabled" => Box::pin(given(w.notifies[op.slot(0, 2)].notified())),
        "lock" => {
            let mutex = &w.mutexes[op.slot(0, 2)];
            Box::pin(async {
                let mut guard = mutex.lock().await;
                *guard += 1;
                let text = guard.to_string();
                Out::holding(Guard::Mutex(guard), text)
            })
        }
        "read" => Box::pin(async {
            let guard = w.lock.read().await;
            let text = guard.to_string();
            Out::holding(Guard::Read(guard), text)
        }),
        "write" => Box::pin(async {
            let mut guard = w.lock.write().await;
            *guard += 1;
            let text = guard.to_string();
            Out::holding(Guard::Write(guard), text)
        }),
        "acquire" => {
            let permits = op.number(0);
            Box::pin(async move {
                let permit = w.semaphore.acquire_many(permits).await;
                permit.map_or_else(closed, |permit| Out::holding(Guard::Permit(permit), ""))
            })
        }
        "barrier" => Box::pin(async { Out::ok(w.barrier.wait().await.is_leader()) }),
        "once_init" => {
            let (senders, body) = (cx.senders.clone(), op.body());
            let make = move || async move {
                let out = block(w, senders, body).await;
                Some(out.text.clone()).filter(|_| out.ok).ok_or(out)
            };
            Box::pin(async {
                w.once
                    .get_or_try_init(make)
                    .await
                    .map_or_else(|e| e, Out::ok)
            })
        }
        "cancelled" => Box::pin(given(w.token(op.slot(0, 4)).cancelled())),
        "set_next" => found(w.set.claim(claims), |set| async {
            set.join_next()
                .await
                .map_or_else(|| Out::ok("none"), of_task)
        }),
        other => panic!("no operation is called {}", other),
    }
}

fn at(op: &Op) -> Instant {
    began() + ms(op.number(0))
}

/// The futures of a join, or of a select's branches: all are made up front.
fn branches(cx: &Cx, claims: &mut Claims, op: &Op) -> Vec<Fut> {
    op.futures
        .iter()
        .map(|branch| match branch.name.as_str() {
            "branch" => future(cx, claims, branch.future()),
            _ => future(cx, claims, branch),
        })
        .collect()
}

fn pinned(cx: &Cx, claims: &mut Claims, slot: usize) -> Fut {
    let pins = match &cx.pins {
        None => return word("none"),
        Some(pins) => pins.clone(),
    };
    if pins[slot].claimed.get() {
        return word("busy");
    }
    if pins[slot].future.borrow().is_none() {
        return word("none");
    }
    claims.add(&pins[slot].claimed);
    Box::pin(poll_fn(move |context| {
        let mut place = pins[slot].future.borrow_mut();
        let (future, _) = place.as_mut().expect("it is there until it is ready");
        let poll = future.as_mut().poll(context);
        if poll.is_ready() {
            *place = None;
        }
        poll
    }))
}
