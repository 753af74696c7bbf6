use std::cell::RefCell;
use std::fmt::Display;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{mpsc, Notify};
use tokio::task::{consume_budget, unconstrained, yield_now};
use tokio::time::{sleep, timeout, Instant};
use tokio::{join, select, spawn};

thread_local! { static T0: RefCell<Option<Instant>> = RefCell::new(None); }

fn l(s: impl Display) {
    println!("@{} {}", T0.with(|t| t.borrow().unwrap().elapsed().as_millis()), s);
}
fn ms(n: u64) -> Duration { Duration::from_millis(n) }
fn builder() -> Builder {
    let mut b = Builder::new_current_thread();
    b.enable_all().start_paused(true);
    b
}
fn block_on<F: Future<Output = ()>>(rt: Runtime, f: F) {
    rt.block_on(async { T0.with(|t| *t.borrow_mut() = Some(Instant::now())); f.await; });
}
fn run<F: Future<Output = ()>>(name: &str, f: F) { run_on(name, builder(), f); }
fn run_on<F: Future<Output = ()>>(name: &str, mut b: Builder, f: F) {
    println!("== {}", name);
    block_on(b.build().unwrap(), f);
}
fn events(n: u32) -> Builder { let mut b = builder(); b.event_interval(n); b }
async fn steps(n: &'static str, k: u32) { for i in 0..k { l(format!("{} {}", n, i)); yield_now().await; } }
async fn naps(n: &'static str, k: u32) { for i in 0..k { sleep(ms(0)).await; if i % 64 == 0 || i % 64 == 63 { l(format!("{} {}", n, i)); } } }

fn main() {
    run("unconstrained", async {
        let h = spawn(unconstrained(naps("free", 300)));
        let g = spawn(naps("held", 300));
        spawn(steps("x", 4));
        h.await.unwrap();
        g.await.unwrap();
    });
    run("unconstrained-inside", async {
        spawn(steps("x", 4));
        naps("before", 100).await;
        unconstrained(naps("free", 300)).await;
        naps("after", 40).await;
    });
    run("unconstrained-branch", async {
        spawn(steps("x", 5));
        join!(naps("a", 200), unconstrained(naps("b", 200)), naps("c", 200));
    });
    run("unconstrained-select", async {
        let (tx, mut rx) = mpsc::unbounded_channel::<u32>();
        for i in 0..300 { tx.send(i).unwrap(); }
        drop(tx);
        spawn(steps("x", 5));
        let mut n = 0;
        loop {
            select! {
                biased;
                v = unconstrained(rx.recv()) => match v { None => break, Some(_) => n += 1 },
                _ = sleep(ms(1)) => l(format!("a millisecond, {}", n)),
            }
        }
        l(n);
    });
    run("unconstrained-timeout", async {
        spawn(steps("x", 3));
        l(timeout(ms(5), unconstrained(naps("a", 200))).await.is_ok());
        l(timeout(ms(5), unconstrained(async { loop { sleep(ms(2)).await; l("again"); } })).await.is_ok());
        l(unconstrained(timeout(ms(5), naps("b", 200))).await.is_ok());
    });
    run("unconstrained-nested", async {
        spawn(steps("x", 3));
        unconstrained(async {
            naps("out", 130).await;
            let h = spawn(naps("task", 130));
            unconstrained(naps("in", 130)).await;
            naps("out again", 130).await;
            h.await.unwrap();
        }).await;
    });
    run("consume-budget", async {
        let h = spawn(async { for i in 0..300 { consume_budget().await; if i % 64 == 0 { l(format!("a {}", i)); } } });
        spawn(steps("x", 4));
        for i in 0..300 { consume_budget().await; if i % 64 == 0 { l(format!("main {}", i)); } }
        h.await.unwrap();
        unconstrained(async { for _ in 0..300 { consume_budget().await; } }).await;
        l("free");
    });
    run("consume-budget-shared", async {
        spawn(steps("x", 3));
        join!(
            async { for i in 0..130 { consume_budget().await; if i > 120 { l(format!("a {}", i)); } } },
            async { for i in 0..4 { sleep(ms(0)).await; l(format!("b {}", i)); } }
        );
    });
    for n in [1, 2, 7, 61] {
        run_on(&format!("event-interval-{}", n), events(n), async {
            for i in 0..20 { spawn(async move { if i % 3 == 0 { l(i); } }); }
            for n in ["x", "y"] { spawn(steps(n, 3)); }
            steps("main", 4).await;
            sleep(ms(1)).await;
            let n = Arc::new(Notify::new());
            for i in 0..10 {
                let n = n.clone();
                spawn(async move { l(i); if i == 2 { n.notify_one(); } if i == 4 { yield_now().await; l("4 again"); } });
            }
            n.notified().await;
            l("main is notified");
            yield_now().await;
            l("end");
        });
    }
    run_on("event-interval-main", events(3), async {
        let (tx, mut rx) = mpsc::channel::<u32>(1);
        spawn(async move { for i in 0..6 { tx.send(i).await.unwrap(); l(format!("sent {}", i)); } });
        for i in 0..8 { spawn(async move { l(format!("task {}", i)); }); }
        while let Some(v) = rx.recv().await { l(format!("got {}", v)); }
    });
    // Tasks that were spawned outside stand in the second queue.
    for n in [1, 2, 5, 31] {
        println!("== global-queue-interval-{}", n);
        let mut b = builder();
        b.global_queue_interval(n);
        let rt = b.build().unwrap();
        for i in 0..4 { rt.spawn(async move { l(format!("outside {}", i)); yield_now().await; l(format!("outside {} again", i)); }); }
        block_on(rt, async {
            for i in 0..12 { spawn(async move { l(format!("inside {}", i)); }); }
            spawn(steps("x", 3));
            yield_now().await;
            l("main");
            yield_now().await;
            yield_now().await;
            l("end");
        });
    }
    {
        println!("== both-intervals");
        let mut b = events(2);
        b.global_queue_interval(3);
        let rt = b.build().unwrap();
        for i in 0..6 { rt.spawn(async move { l(format!("outside {}", i)); }); }
        block_on(rt, async {
            for i in 0..6 { spawn(async move { l(format!("inside {}", i)); }); }
            steps("main", 6).await;
        });
    }
    {
        let mut b = builder();
        b.on_thread_park(|| l("park")).on_thread_unpark(|| l("unpark"));
        run_on("park", b, async {
            l("main");
            spawn(steps("x", 2));
            yield_now().await;
            sleep(ms(5)).await;
            l("slept");
            let h = spawn(async { sleep(ms(2)).await; sleep(ms(2)).await; l("task"); });
            let n = Arc::new(Notify::new());
            let k = n.clone();
            spawn(async move { l("notifies"); k.notify_one(); });
            n.notified().await;
            l("notified");
            h.await.unwrap();
            yield_now().await;
            l("end");
        });
    }
    {
        // What a park spawns runs before anybody waits.
        let mut b = builder();
        let left = std::sync::atomic::AtomicU32::new(2);
        b.on_thread_park(move || {
            l("park");
            let now = left.load(std::sync::atomic::Ordering::Relaxed);
            if now > 0 { left.store(now - 1, std::sync::atomic::Ordering::Relaxed); spawn(async { l("spawned by a park"); }); }
        }).on_thread_unpark(|| l("unpark"));
        run_on("park-spawns", b, async {
            l("main");
            sleep(ms(5)).await;
            l("slept");
            sleep(ms(5)).await;
            l("end");
        });
    }
}
