//! Runs small programs on the real Tokio: one a line on standard input, its
//! trace a line on standard output.
//!
//! The words of a program and of a trace are explained in src/fuzz/tokio/. Each
//! program has a current-thread runtime of its own, on paused time; its seed is
//! the program's text. A main that can never go on is timed out by a deadline
//! far off, to which paused time jumps when nobody else can do anything.

mod actions;
mod bodies;
mod channels;
mod futures;
mod program;
mod several;
mod slots;
mod trace;
mod words;
mod world;

use std::io::{self, BufRead, Write};
use std::panic::{catch_unwind, set_hook, AssertUnwindSafe};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use std::{process, thread};
use tokio::runtime::{Builder, RngSeed};
use tokio::time::timeout;
use world::World;

/// Longer than any program takes.
const FAR: Duration = Duration::from_millis(100_000_000);

fn run(line: &str) -> String {
    let program = Rc::new(program::parse(line));
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .rng_seed(RngSeed::from_bytes(line.as_bytes()))
        .build()
        .expect("a runtime can be built");
    let world = Box::into_raw(Box::new(World::new()));
    // Freed below, when the runtime has dropped all that refers to it.
    let w: &'static World = unsafe { &*world };
    let ended = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            trace::begin();
            timeout(FAR, bodies::main(w, program)).await
        })
    }));
    trace::stop_clock();
    trace::log(
        "main",
        match ended {
            Ok(Ok(_)) => "done",
            Ok(Err(_)) => "stuck",
            Err(_) => "panic",
        },
    );
    if catch_unwind(AssertUnwindSafe(|| drop(runtime))).is_err() {
        trace::log("main", "panic");
    }
    for set in &w.local_sets {
        set.clear();
    }
    drop(unsafe { Box::from_raw(world) });
    trace::take()
}

/// Twice the number of programs that have ended, and one more during one.
static PHASE: AtomicUsize = AtomicUsize::new(0);

/// How long a program may take, on the wall clock.
const LIMIT: Duration = Duration::from_secs(60);

/// Ends the process when a program takes too long.
fn watch() {
    let mut before = 0;
    loop {
        thread::sleep(LIMIT);
        let now = PHASE.load(Ordering::Relaxed);
        if now % 2 == 1 && now == before {
            eprintln!("it takes more than {:?}", LIMIT);
            process::exit(3);
        }
        before = now;
    }
}

fn main() -> io::Result<()> {
    set_hook(Box::new(|_| {}));
    thread::spawn(watch);
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        PHASE.fetch_add(1, Ordering::Relaxed);
        let trace = run(&line?);
        PHASE.fetch_add(1, Ordering::Relaxed);
        writeln!(out, "{}", trace)?;
        out.flush()?;
    }
    Ok(())
}
