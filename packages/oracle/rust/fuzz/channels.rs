//! What a body does at once with channels.

use crate::bodies::Frame;
use crate::program::Op;
use crate::words::{done, filling, taking, with, word};
use crate::world::{Guard, Receiver, World};
use tokio::sync::{broadcast, mpsc, oneshot};

fn closed_or_full(error: mpsc::error::TrySendError<u32>) -> &'static str {
    match error {
        mpsc::error::TrySendError::Full(_) => "full",
        mpsc::error::TrySendError::Closed(_) => "closed",
    }
}

fn message<E>(result: Result<u32, E>, text: impl Fn(E) -> String) -> String {
    result.map_or_else(text, |value| value.to_string())
}

/// Does an operation on a channel; returns what it logs.
pub fn on_channel(w: &'static World, frame: &mut Frame, op: &Op) -> Option<String> {
    let name = op.name.as_str();
    let none = || "none".to_string();
    let text = match name {
        "try_send" => match frame.senders.bounded(op.slot(0, 2)) {
            None => none(),
            Some(tx) => word(tx.try_send(op.number(1)), closed_or_full),
        },
        "unbounded_send" => match frame.senders.unbounded() {
            None => none(),
            Some(tx) => word(tx.send(op.number(0)), |_| "closed"),
        },
        "permit_send" => match frame.take_last(|guard| matches!(guard, Guard::Place(_))) {
            Some(Guard::Place(permit)) => done(permit.send(op.number(0))),
            _ => none(),
        },
        "try_recv" => with(&w.receivers[op.slot(0, 3)], |receiver| {
            let received = match receiver {
                Receiver::Bounded(rx) => rx.try_recv(),
                Receiver::Unbounded(rx) => rx.try_recv(),
            };
            message(received, |error| match error {
                mpsc::error::TryRecvError::Empty => "empty".to_string(),
                mpsc::error::TryRecvError::Disconnected => "closed".to_string(),
            })
        }),
        "close" => with(&w.receivers[op.slot(0, 3)], |receiver| {
            done(match receiver {
                Receiver::Bounded(rx) => rx.close(),
                Receiver::Unbounded(rx) => rx.close(),
            })
        }),
        "capacity" => match frame.senders.bounded(op.slot(0, 2)) {
            None => none(),
            Some(tx) => tx.capacity().to_string(),
        },
        "is_closed" => match op.slot(0, 3) {
            2 => frame.senders.unbounded().map(|tx| tx.is_closed()),
            chan => frame.senders.bounded(chan).map(|tx| tx.is_closed()),
        }
        .map_or_else(none, |is| is.to_string()),
        "drop_sender" => {
            if !frame.is_root || frame.uses_senders() {
                "busy".to_string()
            } else if frame.senders.give_up(op.slot(0, 3)) {
                done(())
            } else {
                none()
            }
        }
        "drop_receiver" => taking(&w.receivers[op.slot(0, 3)], done),

        "oneshot" => {
            let slot = op.slot(0, 2);
            let (sender, receiver) = (&w.oneshot_senders[slot], &w.oneshot_receivers[slot]);
            if sender.get().is_none() || receiver.get().is_none() {
                "busy".to_string()
            } else {
                let (tx, rx) = oneshot::channel();
                filling(sender, || tx);
                filling(receiver, || rx)
            }
        }
        "oneshot_send" => taking(&w.oneshot_senders[op.slot(0, 2)], |tx| {
            word(tx.send(op.number(1)), |_| "closed")
        }),
        "oneshot_try_recv" => with(&w.oneshot_receivers[op.slot(0, 2)], |rx| {
            message(rx.try_recv(), |error| match error {
                oneshot::error::TryRecvError::Empty => "empty".to_string(),
                oneshot::error::TryRecvError::Closed => "closed".to_string(),
            })
        }),
        "oneshot_close" => with(&w.oneshot_receivers[op.slot(0, 2)], |rx| done(rx.close())),
        "oneshot_is_closed" => with(&w.oneshot_senders[op.slot(0, 2)], |tx| {
            tx.is_closed().to_string()
        }),
        "oneshot_drop_sender" => taking(&w.oneshot_senders[op.slot(0, 2)], done),
        "oneshot_drop_receiver" => taking(&w.oneshot_receivers[op.slot(0, 2)], done),

        "broadcast_send" => match &*w.broadcast.borrow() {
            None => none(),
            Some(tx) => tx
                .send(op.number(0))
                .map_or("closed".to_string(), |count| count.to_string()),
        },
        "broadcast_subscribe" => match &*w.broadcast.borrow() {
            None => none(),
            Some(tx) => filling(&w.broadcast_receivers[op.slot(0, 2)], || tx.subscribe()),
        },
        "broadcast_resubscribe" => match w.broadcast_receivers[op.slot(1, 2)].look() {
            None => none(),
            Some(rx) => {
                let made = rx.resubscribe();
                filling(&w.broadcast_receivers[op.slot(0, 2)], || made)
            }
        },
        "broadcast_try_recv" => with(&w.broadcast_receivers[op.slot(0, 2)], |rx| {
            message(rx.try_recv(), |error| match error {
                broadcast::error::TryRecvError::Empty => "empty".to_string(),
                broadcast::error::TryRecvError::Closed => "closed".to_string(),
                broadcast::error::TryRecvError::Lagged(n) => format!("lagged{}", n),
            })
        }),
        "broadcast_len" => with(&w.broadcast_receivers[op.slot(0, 2)], |rx| {
            rx.len().to_string()
        }),
        "broadcast_drop_receiver" => taking(&w.broadcast_receivers[op.slot(0, 2)], done),
        "broadcast_drop_sender" => {
            let sender = w.broadcast.borrow_mut().take();
            sender.map_or_else(none, done)
        }

        "watch_send" => match w.watch.look() {
            None => none(),
            Some(tx) => word(tx.send(op.number(0)), |_| "closed"),
        },
        "watch_modify" => match w.watch.look() {
            None => none(),
            Some(tx) => {
                let modified = op.number(0) == 1;
                let add = |value: &mut u32| {
                    *value += 10;
                    modified
                };
                tx.send_if_modified(add).to_string()
            }
        },
        "watch_subscribe" => match w.watch.look() {
            None => none(),
            Some(tx) => filling(&w.watch_receivers[op.slot(0, 2)], || tx.subscribe()),
        },
        "watch_clone" => match w.watch_receivers[op.slot(1, 2)].look() {
            None => none(),
            Some(rx) => {
                let made = rx.clone();
                filling(&w.watch_receivers[op.slot(0, 2)], || made)
            }
        },
        "watch_borrow" => with(&w.watch_receivers[op.slot(0, 2)], |rx| {
            let seen = rx.borrow();
            format!("{}{}", *seen, if seen.has_changed() { "new" } else { "" })
        }),
        "watch_borrow_and_update" => with(&w.watch_receivers[op.slot(0, 2)], |rx| {
            let seen = rx.borrow_and_update();
            format!("{}{}", *seen, if seen.has_changed() { "new" } else { "" })
        }),
        "watch_has_changed" => with(&w.watch_receivers[op.slot(0, 2)], |rx| {
            rx.has_changed()
                .map_or("closed".to_string(), |is| is.to_string())
        }),
        "watch_is_closed" => match w.watch.look() {
            None => none(),
            Some(tx) => tx.is_closed().to_string(),
        },
        "watch_drop_receiver" => taking(&w.watch_receivers[op.slot(0, 2)], done),
        "watch_drop_sender" => taking(&w.watch, done),
        _ => return None,
    };
    Some(format!("{}={}", name, text))
}
