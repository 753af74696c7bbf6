//! Several futures at once: the real macros, each for one to four branches.

use crate::program::Op;
use crate::trace::log;
use crate::world::{Fut, Out};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::task::yield_now;
use tokio::{join, select, try_join};

/// What no pattern of a join is about: a branch's guard is dropped at its end.
async fn alone(future: Fut) -> Out {
    let out = future.await;
    Out { guard: None, ..out }
}

async fn result(future: Fut) -> Result<Out, Out> {
    let out = alone(future).await;
    if out.ok {
        Ok(out)
    } else {
        Err(out)
    }
}

/// What a join gave: the first error in the order of its branches, if any.
fn texts<const N: usize>(mut outs: [Out; N]) -> Out {
    match outs.iter().position(|out| !out.ok) {
        Some(failed) => Out::err(std::mem::take(&mut outs[failed].text)),
        None => Out::ok(outs.map(|out| out.text).join(",")),
    }
}

pub fn joined(branches: Vec<Fut>) -> Fut {
    let count = branches.len();
    let mut branches = branches.into_iter().map(alone);
    let mut next = || branches.next().unwrap();
    match count {
        1 => {
            let a = next();
            Box::pin(async { texts([join!(a).0]) })
        }
        2 => {
            let (a, b) = (next(), next());
            Box::pin(async {
                let (a, b) = join!(a, b);
                texts([a, b])
            })
        }
        3 => {
            let (a, b, c) = (next(), next(), next());
            Box::pin(async {
                let (a, b, c) = join!(a, b, c);
                texts([a, b, c])
            })
        }
        _ => {
            let (a, b, c, d) = (next(), next(), next(), next());
            Box::pin(async {
                let (a, b, c, d) = join!(a, b, c, d);
                texts([a, b, c, d])
            })
        }
    }
}

pub fn try_joined(branches: Vec<Fut>) -> Fut {
    let count = branches.len();
    let mut branches = branches.into_iter().map(result);
    let mut next = || branches.next().unwrap();
    match count {
        1 => {
            let a = next();
            Box::pin(async { try_join!(a).map_or_else(|e| e, |(a,)| texts([a])) })
        }
        2 => {
            let (a, b) = (next(), next());
            Box::pin(async { try_join!(a, b).map_or_else(|e| e, |(a, b)| texts([a, b])) })
        }
        3 => {
            let (a, b, c) = (next(), next(), next());
            Box::pin(async { try_join!(a, b, c).map_or_else(|e| e, |(a, b, c)| texts([a, b, c])) })
        }
        _ => {
            let (a, b, c, d) = (next(), next(), next(), next());
            Box::pin(async {
                try_join!(a, b, c, d).map_or_else(|e| e, |(a, b, c, d)| texts([a, b, c, d]))
            })
        }
    }
}

/// A branch whose pattern is `Some(out)`.
struct Matching {
    future: Fut,
    pattern: u32,
}

impl Future for Matching {
    type Output = Option<Out>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Out>> {
        let pattern = self.pattern;
        self.future.as_mut().poll(cx).map(|out| {
            let matches = !out.ok || pattern == 0 || pattern == 1 && out.text != "none";
            Some(out).filter(|_| matches)
        })
    }
}

macro_rules! selected {
    ($biased:expr, $other:expr, $($index:literal $f:ident $c:ident),*) => {
        match ($biased, $other) {
            (true, true) => select! {
                biased;
                $(Some(out) = $f, if $c => (Some($index), out),)*
                else => (None, Out::ok("else"))
            },
            (true, false) => select! {
                biased;
                $(Some(out) = $f, if $c => (Some($index), out),)*
            },
            (false, true) => select! {
                $(Some(out) = $f, if $c => (Some($index), out),)*
                else => (None, Out::ok("else"))
            },
            (false, false) => select! {
                $(Some(out) = $f, if $c => (Some($index), out),)*
            },
        }
    };
}

pub fn selected(label: String, op: &Op, branches: Vec<Fut>) -> Fut {
    let (biased, other) = (op.number(0) == 1, op.number(1) == 1);
    let count = branches.len();
    let handlers: Vec<u32> = op.futures.iter().map(|branch| branch.number(2)).collect();
    let enabled: Vec<bool> = op.futures.iter().map(|b| b.number(0) == 1).collect();
    let mut branches = branches
        .into_iter()
        .zip(&op.futures)
        .map(|(future, branch)| Matching {
            future,
            pattern: branch.number(1),
        });
    let mut next = || branches.next().unwrap();
    let on = move |index: usize| enabled[index];
    let winner: Pin<Box<dyn Future<Output = (Option<usize>, Out)>>> = match count {
        1 => {
            let a = next();
            Box::pin(async move {
                let ca = on(0);
                selected!(biased, other, 0 a ca)
            })
        }
        2 => {
            let (a, b) = (next(), next());
            Box::pin(async move {
                let (ca, cb) = (on(0), on(1));
                selected!(biased, other, 0 a ca, 1 b cb)
            })
        }
        3 => {
            let (a, b, c) = (next(), next(), next());
            Box::pin(async move {
                let (ca, cb, cc) = (on(0), on(1), on(2));
                selected!(biased, other, 0 a ca, 1 b cb, 2 c cc)
            })
        }
        _ => {
            let (a, b, c, d) = (next(), next(), next(), next());
            Box::pin(async move {
                let (ca, cb, cc, cd) = (on(0), on(1), on(2), on(3));
                selected!(biased, other, 0 a ca, 1 b cb, 2 c cc, 3 d cd)
            })
        }
    };
    Box::pin(async move {
        let (index, mut out) = winner.await;
        if let (Some(index), true) = (index, out.ok) {
            handle(&label, handlers[index], index, &out).await;
            out.text = format!("{}~{}", index, out.text);
        }
        out
    })
}

async fn handle(label: &str, handler: u32, index: usize, out: &Out) {
    if handler == 0 {
        return;
    }
    log(label, format!("h{}={}", index, out.text));
    if handler == 2 {
        yield_now().await;
        log(label, format!("H{}", index));
    }
}
