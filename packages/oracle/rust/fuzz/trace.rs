//! The trace of a program: words with single spaces between them.
//!
//! `@5` is the time in milliseconds, where it has changed; `2:recv=7` is what
//! an operation gave in the third body of the program's text.

use std::cell::RefCell;
use std::fmt::{Display, Write};
use tokio::time::Instant;

#[derive(Default)]
struct Trace {
    text: String,
    began: Option<Instant>,
    time: u128,
}

thread_local! {
    static TRACE: RefCell<Trace> = RefCell::default();
}

/// Starts the clock.
pub fn begin() {
    TRACE.with(|trace| trace.borrow_mut().began = Some(Instant::now()));
}

/// Tells no time from now on.
pub fn stop_clock() {
    TRACE.with(|trace| trace.borrow_mut().began = None);
}

/// When the program began.
pub fn began() -> Instant {
    TRACE.with(|trace| trace.borrow().began.expect("the clock runs"))
}

/// Notes what a body did.
pub fn log(lane: impl Display, event: impl Display) {
    TRACE.with(|trace| {
        let Trace { text, began, time } = &mut *trace.borrow_mut();
        if let Some(began) = began {
            let now = began.elapsed().as_millis();
            if now != *time {
                *time = now;
                write!(text, "@{} ", now).unwrap();
            }
        }
        write!(text, "{}:{} ", lane, event).unwrap();
    });
}

/// Returns the trace, and begins a new one.
pub fn take() -> String {
    TRACE.with(|trace| trace.take().text.trim_end().to_string())
}
