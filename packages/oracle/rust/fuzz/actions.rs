//! What a body does at once.

use crate::bodies::{member, task, Frame};
use crate::channels::on_channel;
use crate::futures::{future, Cx};
use crate::program::Op;
use crate::slots::Claims;
use crate::words::{done, filling, with, word};
use crate::world::{local, Guard, Job, Out, World};
use std::cell::Cell;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::rc::Rc;
use std::time::Duration;
use tokio::sync::TryAcquireError;
use tokio::task::{spawn_local, JoinHandle, JoinSet, LocalSet};
use tokio::time::{self, MissedTickBehavior};

/// Keeps the handle of a task that was spawned.
fn keep(w: &World, slot: usize, handle: JoinHandle<Out>, ended: Rc<Cell<bool>>) -> String {
    w.jobs.borrow_mut()[slot] = Some(Job::new(&handle, ended));
    w.handles.borrow_mut()[slot] = Some(handle);
    done(())
}

/// Does an operation that is no future; returns what it logs.
pub fn at_once(w: &'static World, frame: &mut Frame, op: &Op) -> Option<String> {
    let name = op.name.as_str();
    let none = || "none".to_string();
    let text = match name {
        "local" => local(),
        "panic" => std::panic::panic_any(()),
        "spawn" => {
            let ended = Rc::default();
            let handle = tokio::spawn(task(w, op.body(), Rc::clone(&ended)));
            keep(w, op.slot(0, 4), handle, ended)
        }
        "crowd" => {
            let count = op.number(0).min(w.crowds.get());
            w.crowds.set(w.crowds.get() - count);
            for number in 0..count {
                tokio::spawn(member(w, op.body(), number));
            }
            count.to_string()
        }
        // Outside of a set it panics, and has dropped what it was given.
        "spawn_local" => {
            let ended = Rc::default();
            let task = task(w, op.body(), Rc::clone(&ended));
            match catch_unwind(AssertUnwindSafe(|| spawn_local(task))) {
                Err(_) => none(),
                Ok(handle) => keep(w, op.slot(0, 4), handle, ended),
            }
        }
        "spawn_local_on" => match w.local_sets[op.slot(0, 2)].look() {
            None => none(),
            Some(set) => {
                let ended = Rc::default();
                let handle = set.spawn_local(task(w, op.body(), Rc::clone(&ended)));
                keep(w, op.slot(1, 4), handle, ended)
            }
        },
        "enter_local" => match w.local_sets[op.slot(0, 2)].look() {
            None => none(),
            Some(set) => done(frame.guards.push(Guard::Local(set.enter()))),
        },
        "local_set_drop" => filling(&w.local_sets[op.slot(0, 2)], LocalSet::new),

        "abort" => match &w.jobs.borrow()[op.slot(0, 4)] {
            None => none(),
            Some(job) => done(job.abort()),
        },
        "is_finished" => match &w.jobs.borrow()[op.slot(0, 4)] {
            None => none(),
            Some(job) => job.is_finished().to_string(),
        },
        "pin" => {
            let pin = &frame.pins[op.slot(0, 2)];
            drop(pin.future.take());
            let mut claims = Claims::default();
            let future = future(&Cx::without_pins(w, frame), &mut claims, op.future());
            *pin.future.borrow_mut() = Some((future, claims));
            done(())
        }
        "release" => match frame.guards.len() {
            0 => none(),
            len => done(frame.guards.remove(len - 1 - op.slot(0, len))),
        },

        "set_spawn" => with(&w.set, |set| {
            done(set.spawn(task(w, op.body(), Rc::default())))
        }),
        "set_abort_all" => with(&w.set, |set| done(set.abort_all())),
        "set_len" => with(&w.set, |set| set.len().to_string()),
        "set_drop" => filling(&w.set, JoinSet::new),

        "interval" => filling(&w.intervals[op.slot(0, 2)], || {
            let period = Duration::from_millis(op.number(1).into());
            let mut interval = time::interval(period);
            interval.set_missed_tick_behavior(match op.number(2) {
                0 => MissedTickBehavior::Burst,
                1 => MissedTickBehavior::Delay,
                _ => MissedTickBehavior::Skip,
            });
            interval
        }),
        "interval_reset" => with(&w.intervals[op.slot(0, 2)], |one| done(one.reset())),

        "notify_one" => done(w.notifies[op.slot(0, 2)].notify_one()),
        "notify_waiters" => done(w.notifies[op.slot(0, 2)].notify_waiters()),
        "try_lock" => match w.mutexes[op.slot(0, 2)].try_lock() {
            Err(_) => "locked".to_string(),
            Ok(mut guard) => {
                *guard += 1;
                let text = guard.to_string();
                frame.guards.push(Guard::Mutex(guard));
                text
            }
        },
        "try_read" => match w.lock.try_read() {
            Err(_) => "locked".to_string(),
            Ok(guard) => {
                let text = guard.to_string();
                frame.guards.push(Guard::Read(guard));
                text
            }
        },
        "try_write" => match w.lock.try_write() {
            Err(_) => "locked".to_string(),
            Ok(mut guard) => {
                *guard += 1;
                let text = guard.to_string();
                frame.guards.push(Guard::Write(guard));
                text
            }
        },
        "try_acquire" => match w.semaphore.try_acquire_many(op.number(0)) {
            Err(TryAcquireError::Closed) => "closed".to_string(),
            Err(TryAcquireError::NoPermits) => "full".to_string(),
            Ok(permit) => done(frame.guards.push(Guard::Permit(permit))),
        },
        "add_permits" => done(w.semaphore.add_permits(op.number(0) as usize)),
        "downgrade" => match frame.take_last(|guard| matches!(guard, Guard::Write(_))) {
            Some(Guard::Write(guard)) => done(frame.guards.push(Guard::Read(guard.downgrade()))),
            _ => none(),
        },
        "available_permits" => w.semaphore.available_permits().to_string(),
        "forget" => match frame.take_last(|guard| matches!(guard, Guard::Permit(_))) {
            Some(Guard::Permit(permit)) => done(permit.forget()),
            _ => none(),
        },
        "close_semaphore" => done(w.semaphore.close()),

        "once_set" => word(w.once.set(format!("set{}", op.number(0))), |error| {
            if error.is_already_init_err() {
                "set"
            } else {
                "busy"
            }
        }),
        "once_get" => w.once.get().cloned().unwrap_or_else(none),

        "cancel" => done(w.token(op.slot(0, 4)).cancel()),
        "is_cancelled" => w.token(op.slot(0, 4)).is_cancelled().to_string(),
        "child_token" => {
            let child = w.add_token(w.token(op.slot(1, 4)).child_token());
            w.token_slots[op.slot(0, 4)].set(child);
            done(())
        }
        "drop_guard" => {
            let guard = w.token(op.slot(0, 4)).clone().drop_guard();
            done(frame.guards.push(Guard::Token(guard)))
        }
        _ => return on_channel(w, frame, op),
    };
    Some(format!("{}={}", name, text))
}
