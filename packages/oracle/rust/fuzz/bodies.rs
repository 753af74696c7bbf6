//! Async blocks, and what they do at once.

use crate::actions::at_once;
use crate::futures::{direct, Cx};
use crate::program::Body;
use crate::slots::Claims;
use crate::trace::log;
use crate::world::{local, Fut, Guard, Out, Senders, World};
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

/// A future that survives a select which it loses.
#[derive(Default)]
pub struct Pin_ {
    pub future: RefCell<Option<(Fut, Claims)>>,
    pub claimed: Rc<Cell<bool>>,
}

/// What a body holds until its end.
pub struct Frame {
    pub label: String,
    pub senders: Rc<Senders>,
    pub pins: Rc<[Pin_; 2]>,
    pub is_root: bool,
    is_done: bool,
    pub guards: Vec<Guard>,
}

impl Frame {
    fn keep(&mut self, out: Out) {
        self.guards.extend(out.guard);
    }

    /// Whether something of this body borrows the task's senders.
    pub fn uses_senders(&self) -> bool {
        self.pins.iter().any(|pin| pin.future.borrow().is_some())
            || self
                .guards
                .iter()
                .any(|guard| matches!(guard, Guard::Place(_)))
    }

    pub fn take_last(&mut self, wanted: fn(&Guard) -> bool) -> Option<Guard> {
        let index = self.guards.iter().rposition(wanted)?;
        Some(self.guards.remove(index))
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        if !self.is_done {
            log(&self.label, format!("!{}", local()));
        }
        for pin in self.pins.iter() {
            drop(pin.future.take());
        }
        while let Some(guard) = self.guards.pop() {
            drop(guard);
        }
        if self.is_root {
            for end in 0..3 {
                self.senders.give_up(end);
            }
        }
    }
}

/// A future that `spawn` takes: all of it stays on one thread.
pub struct OneThread {
    future: Fut,
    /// Set when the task drops its future: from then on it has ended.
    _end: End,
}

struct End(Rc<Cell<bool>>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.set(true);
    }
}

unsafe impl Send for OneThread {}

impl Future for OneThread {
    type Output = Out;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Out> {
        self.future.as_mut().poll(cx)
    }
}

/// The first body of a program.
pub fn main(w: &'static World, body: Rc<Body>) -> Fut {
    Box::pin(async move { steps(w, w.senders.clone(), true, "0".into(), &body).await })
}

/// The body of a task; it takes its senders when it starts.
pub fn task(w: &'static World, body: Rc<Body>, ended: Rc<Cell<bool>>) -> OneThread {
    let label = body.label.to_string();
    named_task(w, body, label, ended)
}

/// A task whose label says which of a crowd it is.
pub fn member(w: &'static World, body: Rc<Body>, number: u32) -> OneThread {
    let label = format!("{}.{}", body.label, number);
    named_task(w, body, label, Rc::default())
}

fn named_task(
    w: &'static World,
    body: Rc<Body>,
    label: String,
    ended: Rc<Cell<bool>>,
) -> OneThread {
    OneThread {
        future: Box::pin(async move {
            let senders = Rc::new(Senders::clone_of(&w.senders));
            steps(w, senders, true, label, &body).await
        }),
        _end: End(ended),
    }
}

/// A body inside a task.
pub fn block(w: &'static World, senders: Rc<Senders>, body: Rc<Body>) -> Fut {
    Box::pin(async move { steps(w, senders, false, body.label.to_string(), &body).await })
}

async fn steps(
    w: &'static World,
    senders: Rc<Senders>,
    is_root: bool,
    label: String,
    body: &Body,
) -> Out {
    let mut frame = Frame {
        label: label.clone(),
        senders,
        pins: Rc::default(),
        is_root,
        is_done: false,
        guards: vec![],
    };
    log(&label, "{");
    for op in &body.ops {
        if let Some(event) = at_once(w, &mut frame, op) {
            log(&label, event);
            continue;
        }
        let mut claims = Claims::default();
        let cx = Cx::new(w, &frame);
        let awaited = direct(&cx, &mut claims, op);
        let out = awaited.await;
        drop(claims);
        log(&label, format!("{}={}", op.name, out.text));
        frame.keep(out);
    }
    frame.is_done = true;
    let text = format!("{}{}", if body.is_ok { "ok" } else { "err" }, body.value);
    log(&label, &text);
    if body.is_ok {
        Out::ok(text)
    } else {
        Out::err(text)
    }
}
