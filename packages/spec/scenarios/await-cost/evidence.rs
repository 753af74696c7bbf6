//! What an await, a join and a spawn allocate: every allocation is counted.

use std::alloc::{GlobalAlloc, Layout, System};
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering::Relaxed};

struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);
static BYTES: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// `alloc_zeroed` and `realloc` call `alloc` unless they are written here.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Relaxed);
        BYTES.fetch_add(layout.size(), Relaxed);
        System.alloc(layout)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        System.dealloc(block, layout)
    }
}

const ROUNDS: usize = 1000;

/// Values come from here and go back here, so that no work is optimised away.
static VALUE: AtomicU32 = AtomicU32::new(1);

fn keep(value: u32) {
    VALUE.store(value, Relaxed);
}

async fn ready() -> u32 {
    VALUE.load(Relaxed)
}

#[inline(never)]
fn boxed() -> Pin<Box<dyn Future<Output = u32>>> {
    Box::pin(ready())
}

async fn awaits() {
    for _ in 0..ROUNDS {
        keep(ready().await);
    }
}

async fn boxed_awaits() {
    for _ in 0..ROUNDS {
        keep(boxed().await);
    }
}

async fn joins() {
    for _ in 0..ROUNDS {
        let (left, right) = tokio::join!(ready(), ready());
        keep(left | right);
    }
}

async fn spawns() {
    for _ in 0..ROUNDS {
        keep(tokio::spawn(ready()).await.unwrap());
    }
}

/// Runs once to warm up, then once counted.
async fn record<F: Future<Output = ()>>(operation: &str, rounds: fn() -> F) {
    rounds().await;
    let (allocations, bytes) = (ALLOCATIONS.load(Relaxed), BYTES.load(Relaxed));
    rounds().await;
    let allocations = ALLOCATIONS.load(Relaxed) - allocations;
    let bytes = BYTES.load(Relaxed) - bytes;
    let each = |total: usize| total as f64 / ROUNDS as f64;
    fact::figure(
        &format!("{operation} in Rust"),
        each(allocations),
        "allocations",
    );
    fact::figure(&format!("{operation} in Rust, heap"), each(bytes), "bytes");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    record("await", awaits).await;
    record("join!", joins).await;
    record("spawn", spawns).await;
    record("boxed await", boxed_awaits).await;
}
