// What concurrency costs with the real Tokio, and with threads of the system.
//
// `costs tasks awaited|spawned|threads <n> <milliseconds>` has so many at once,
// and answers with one line of JSON. `costs echo` and `costs echo-threads` serve
// an echo on loopback, tell their port in a line, and end when their stdin does.

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::{Read, Write};
use std::sync::atomic::{AtomicIsize, AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::{unconstrained, yield_now};
use tokio::time::sleep;

struct Counting;

static LIVE: AtomicIsize = AtomicIsize::new(0);

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(layout.size() as isize, SeqCst);
        System.alloc(layout)
    }
    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size() as isize, SeqCst);
        System.dealloc(memory, layout)
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

static PENDING: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

fn starts() {
    PEAK.fetch_max(PENDING.fetch_add(1, SeqCst) + 1, SeqCst);
}

fn ends() {
    PENDING.fetch_sub(1, SeqCst);
}

async fn one(time: Duration) {
    starts();
    sleep(time).await;
    ends();
}

/// Pages of the address space and of memory, as /proc has them.
fn pages() -> (isize, isize) {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let mut words = text.split(' ').map(|word| word.parse().unwrap_or(0));
    (words.next().unwrap_or(0), words.next().unwrap_or(0))
}

/// What all threads of this process have had of the processor.
fn cpu() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

#[derive(Clone, Copy)]
struct Before {
    heap: isize,
    pages: (isize, isize),
    start: Instant,
    cpu: Duration,
}

impl Before {
    fn now() -> Before {
        let pages = pages();
        Before { heap: LIVE.load(SeqCst), pages, start: Instant::now(), cpu: cpu() }
    }
}

struct AtRest {
    waiting: usize,
    heap: isize,
    address: isize,
    resident: isize,
    started: Duration,
    cpu: Duration,
    due: Instant,
    cpu_due: Duration,
}

/// Looks while all of them wait; comes back when every one of them is due.
fn at_rest(before: Before, time: Duration) -> AtRest {
    let started = Instant::now();
    let cpu_started = cpu() - before.cpu;
    let waiting = PENDING.load(SeqCst);
    let heap = LIVE.load(SeqCst) - before.heap;
    let (address, resident) = pages();
    let end = started + time + Duration::from_millis(5);
    std::thread::sleep(end.saturating_duration_since(Instant::now()));
    AtRest {
        waiting,
        heap,
        address: (address - before.pages.0) * 4096,
        resident: (resident - before.pages.1) * 4096,
        started: started - before.start,
        cpu: cpu_started,
        due: Instant::now(),
        cpu_due: cpu(),
    }
}

fn tell(n: usize, rest: AtRest) {
    let finished = rest.due.elapsed();
    let cpu = rest.cpu + cpu() - rest.cpu_due;
    let peak = if rest.waiting == n { PEAK.load(SeqCst) } else { rest.waiting };
    println!(
        "{{\"pendingAtOnce\":{},\"heapBytes\":{},\"residentBytes\":{},\"addressBytes\":{},\"startMs\":{},\"finishMs\":{},\"cpuMs\":{}}}",
        peak,
        rest.heap,
        rest.resident,
        rest.address,
        rest.started.as_secs_f64() * 1000.0,
        finished.as_secs_f64() * 1000.0,
        cpu.as_secs_f64() * 1000.0
    );
}

/// With the budget of a task, polling them anew would be quadratic.
async fn awaited(n: usize, time: Duration) -> AtRest {
    let before = Before::now();
    let all = unconstrained(join_all((0..n).map(|_| one(time))));
    let (_, rest) = tokio::join!(all, async { at_rest(before, time) });
    rest
}

async fn spawned(n: usize, time: Duration) -> AtRest {
    let before = Before::now();
    let handles: Vec<_> = (0..n).map(|_| tokio::spawn(one(time))).collect();
    while PENDING.load(SeqCst) < n {
        yield_now().await;
    }
    let rest = at_rest(before, time);
    for handle in handles {
        handle.await.unwrap();
    }
    rest
}

fn threads(n: usize, time: Duration) -> AtRest {
    let before = Before::now();
    let handles: Vec<_> = (0..n)
        .map(|_| {
            std::thread::spawn(move || {
                starts();
                std::thread::sleep(time);
                ends();
            })
        })
        .collect();
    while PENDING.load(SeqCst) < n && before.start.elapsed() < time {
        std::thread::yield_now();
    }
    let rest = at_rest(before, time);
    for handle in handles {
        handle.join().unwrap();
    }
    rest
}

fn tasks(shape: &str, n: usize, time: Duration) -> AtRest {
    if shape == "threads" {
        return threads(n, time);
    }
    let rt = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    rt.block_on(async {
        if shape == "awaited" {
            awaited(n, time).await
        } else {
            spawned(n, time).await
        }
    })
}

async fn echo() {
    let listener = tokio::net::TcpSocket::new_v4().unwrap();
    listener.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = listener.listen(4096).unwrap();
    println!("{}", listener.local_addr().unwrap().port());
    loop {
        let Ok((mut stream, _)) = listener.accept().await else { continue };
        tokio::spawn(async move {
            let mut bytes = vec![0; 1024];
            loop {
                match stream.read(&mut bytes).await {
                    Ok(0) | Err(_) => return,
                    Ok(count) => {
                        if stream.write_all(&bytes[..count]).await.is_err() {
                            return;
                        }
                    }
                }
            }
        });
    }
}

fn echo_threads() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    println!("{}", listener.local_addr().unwrap().port());
    for stream in listener.incoming() {
        let Ok(mut stream) = stream else { continue };
        std::thread::spawn(move || {
            let mut bytes = vec![0; 1024];
            while let Ok(count @ 1..) = stream.read(&mut bytes) {
                if stream.write_all(&bytes[..count]).is_err() {
                    return;
                }
            }
        });
    }
}

fn until_stdin_ends() {
    std::thread::spawn(|| {
        let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        std::process::exit(0);
    });
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["tasks", shape, n, time] => {
            let (n, time) = (n.parse().unwrap(), time.parse().unwrap());
            tasks(shape, 100, Duration::from_millis(10));
            PEAK.store(0, SeqCst);
            tell(n, tasks(shape, n, Duration::from_millis(time)));
        }
        ["echo"] => {
            until_stdin_ends();
            let rt = tokio::runtime::Builder::new_current_thread().enable_all().build();
            rt.unwrap().block_on(echo());
        }
        ["echo-threads"] => {
            until_stdin_ends();
            echo_threads();
        }
        _ => panic!("costs tasks <shape> <n> <milliseconds> | echo | echo-threads"),
    }
}
