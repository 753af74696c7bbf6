// The rows of the benchmark, with the real Tokio. Reads a count a line; answers
// with the nanoseconds, or the bytes that stay allocated, in all.

use std::alloc::{GlobalAlloc, Layout, System};
use std::future::Future;
use std::hint::black_box;
use std::io::BufRead;
use std::sync::atomic::{AtomicIsize, Ordering};
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};
use tokio::sync::{mpsc, oneshot, Mutex};
use tokio::task::yield_now;
use tokio::time::sleep;

struct Counting;

static LIVE: AtomicIsize = AtomicIsize::new(0);

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(layout.size() as isize, Ordering::Relaxed);
        System.alloc(layout)
    }
    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size() as isize, Ordering::Relaxed);
        System.dealloc(memory, layout)
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const LONG: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

async fn spawn(n: u64) {
    for _ in 0..n {
        black_box(tokio::spawn(async { 1 }).await.unwrap());
    }
}

async fn yields(n: u64) {
    for _ in 0..n {
        yield_now().await;
    }
}

const TASKS: u64 = 100;

async fn yields_of_100(n: u64) {
    let handles: Vec<_> = (0..TASKS)
        .map(|_| tokio::spawn(yields(n / TASKS)))
        .collect();
    for handle in handles {
        handle.await.unwrap();
    }
}

async fn sends(tx: mpsc::Sender<u64>, n: u64) {
    for i in 0..n {
        tx.send(i).await.unwrap();
    }
}

async fn channel(bound: usize, n: u64) {
    let (tx, mut rx) = mpsc::channel(bound);
    let sender = tokio::spawn(sends(tx, n));
    for _ in 0..n {
        black_box(rx.recv().await);
    }
    sender.await.unwrap();
}

async fn one_shot(n: u64) {
    for i in 0..n {
        let (tx, rx) = oneshot::channel();
        tx.send(i).unwrap();
        black_box(rx.await.unwrap());
    }
}

async fn mutex(n: u64) {
    let lock = Mutex::new(0u64);
    for _ in 0..n {
        let mut guard = lock.lock().await;
        *guard += 1;
        drop(black_box(guard));
    }
}

async fn join(n: u64) {
    for _ in 0..n {
        tokio::join!(yield_now(), yield_now());
    }
}

async fn sends_slowly(tx: mpsc::Sender<u64>, n: u64) {
    for i in 0..n {
        tx.send(i).await.unwrap();
        yield_now().await;
    }
}

async fn select(n: u64) {
    let (tx, mut rx) = mpsc::channel(128);
    let sender = tokio::spawn(sends(tx, n));
    for _ in 0..n {
        tokio::select! {
            message = rx.recv() => { black_box(message); }
            _ = sleep(LONG) => {}
        }
    }
    sender.await.unwrap();
}

async fn select_biased(n: u64) {
    let (tx, mut rx) = mpsc::channel(128);
    let sender = tokio::spawn(sends(tx, n));
    for _ in 0..n {
        tokio::select! {
            biased;
            message = rx.recv() => { black_box(message); }
            _ = sleep(LONG) => {}
        }
    }
    sender.await.unwrap();
}

async fn select_parked(n: u64) {
    let (tx, mut rx) = mpsc::channel(128);
    let sender = tokio::spawn(sends_slowly(tx, n));
    for _ in 0..n {
        tokio::select! {
            message = rx.recv() => { black_box(message); }
            _ = sleep(LONG) => {}
        }
    }
    sender.await.unwrap();
}

fn main_timed<F: Future<Output = ()>>(rt: &Runtime, body: F) -> u128 {
    let start = Instant::now();
    rt.block_on(body);
    start.elapsed().as_nanos()
}

fn task_timed<F>(rt: &Runtime, body: F) -> u128
where
    F: Future<Output = ()> + Send + 'static,
{
    let start = Instant::now();
    rt.block_on(async { tokio::spawn(body).await.unwrap() });
    start.elapsed().as_nanos()
}

/// What is kept, and nothing else: without the vector's own places.
fn bytes<F>(n: u64, make: impl Fn() -> F) -> u128
where
    F: Future<Output = ()> + Send + 'static,
{
    let rt = Builder::new_current_thread().enable_time().build().unwrap();
    rt.block_on(async {
        let mut handles = Vec::with_capacity(n as usize);
        let before = LIVE.load(Ordering::Relaxed);
        for _ in 0..n {
            handles.push(tokio::spawn(make()));
        }
        for _ in 0..=n / 61 {
            yield_now().await;
        }
        let after = LIVE.load(Ordering::Relaxed);
        black_box(&handles);
        (after - before) as u128
    })
}

fn answer(rt: &Runtime, row: &str, n: u64) -> u128 {
    let (name, in_task) = match row.strip_suffix("-task") {
        Some(name) => (name, true),
        None => (row, false),
    };
    macro_rules! timed {
        ($body:expr) => {
            if in_task {
                task_timed(rt, $body)
            } else {
                main_timed(rt, $body)
            }
        };
    }
    match name {
        "spawn" => timed!(spawn(n)),
        "yield" => timed!(yields(n)),
        "yield-100" => timed!(yields_of_100(n)),
        "mpsc-128" => timed!(channel(128, n)),
        "mpsc-1" => timed!(channel(1, n)),
        "oneshot" => timed!(one_shot(n)),
        "mutex" => timed!(mutex(n)),
        "join" => timed!(join(n)),
        "select" => timed!(select(n)),
        "select-biased" => timed!(select_biased(n)),
        "select-parked" => timed!(select_parked(n)),
        "bytes-sleep" => bytes(n, || sleep(HOUR)),
        "bytes-body" => bytes(n, || async { sleep(HOUR).await }),
        _ => panic!("no row {row}"),
    }
}

fn main() {
    let row = std::env::args().nth(1).unwrap();
    let rt = Builder::new_current_thread().enable_all().build().unwrap();
    for line in std::io::stdin().lock().lines() {
        let n = line.unwrap().parse().unwrap();
        println!("{}", answer(&rt, &row, n));
    }
}
