use std::cell::RefCell;
use std::fmt::Display;
use std::future::{pending, Future};
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{mpsc, Mutex, Notify};
use tokio::task::{spawn_local, yield_now, JoinError, JoinSet, LocalSet};
use tokio::time::{sleep, timeout, Instant};
use tokio::{join, select, spawn};

thread_local! { static T0: RefCell<Option<Instant>> = RefCell::new(None); }
tokio::task_local! { static KEY: u32; }

fn l(s: impl Display) {
    let at = T0.with(|t| t.borrow().map_or(0, |began| began.elapsed().as_millis()));
    println!("@{} {}", at, s);
}
fn say(s: impl Display) { println!("{}", s); }
fn ms(n: u64) -> Duration { Duration::from_millis(n) }
struct D(&'static str);
impl Drop for D { fn drop(&mut self) { l(format!("drop {}", self.0)); } }
struct Then<F: FnMut()>(F);
impl<F: FnMut()> Drop for Then<F> { fn drop(&mut self) { (self.0)() } }

fn rt() -> Runtime {
    Builder::new_current_thread().enable_all().start_paused(true).build().unwrap()
}
fn begin(name: &str) {
    println!("== {}", name);
    T0.with(|t| t.borrow_mut().take());
}
async fn begins() { T0.with(|t| *t.borrow_mut() = Some(Instant::now())); }
fn run<F: Future<Output = ()>>(name: &str, f: F) {
    begin(name);
    rt().block_on(async { begins().await; f.await; });
}
async fn steps(n: &'static str, k: u32) { for i in 0..k { l(format!("{} {}", n, i)); yield_now().await; } }
async fn nap(n: &'static str, d: u64) -> &'static str { l(format!("{} in", n)); let _d = D(n); sleep(ms(d)).await; l(format!("{} out", n)); n }
async fn holds(n: &'static str, f: impl Future) { let _d = D(n); f.await; }
fn ended<T: Display>(r: Result<T, JoinError>) -> String {
    match r { Ok(v) => format!("ok {}", v), Err(e) => format!("cancelled {} panic {}", e.is_cancelled(), e.is_panic()) }
}

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    run("local-order", async {
        let local = LocalSet::new();
        local.run_until(async {
            for n in ["a", "b", "c"] { spawn_local(async move { l(n); }); }
            let last = spawn_local(async { l("d"); spawn_local(async { l("e"); }); 7 });
            l("main");
            yield_now().await;
            l("main again");
            l(last.await.unwrap());
        }).await;
        l("end");
    });
    run("local-await", async {
        let local = LocalSet::new();
        for (n, d) in [("a", 5), ("b", 3), ("c", 0)] { local.spawn_local(nap(n, d)); }
        local.spawn_local(async { spawn_local(nap("d", 7)); spawn(nap("task", 6)); });
        l("made");
        local.await;
        l("end");
        LocalSet::new().await;
        l("an empty one");
    });
    run("local-61", async {
        let local = LocalSet::new();
        for i in 0..130 { local.spawn_local(async move { if i % 20 == 0 || (58..64).contains(&i) { l(i); } }); }
        for n in ["x", "y"] { spawn(steps(n, 4)); }
        local.run_until(steps("main", 4)).await;
        l("end");
    });
    run("local-61-awaited", async {
        let local = LocalSet::new();
        for i in 0..130 { local.spawn_local(async move { if i % 60 == 0 { l(i); } }); }
        spawn(steps("x", 4));
        local.await;
        l("end");
    });
    run("local-61-in-branch", async {
        let local = LocalSet::new();
        for i in 0..130 { local.spawn_local(async move { if i % 60 == 0 { l(i); } }); }
        spawn(steps("x", 4));
        join!(steps("before", 3), local.run_until(steps("in", 3)), steps("after", 3));
        l("end");
    });
    run("local-yield", async {
        let local = LocalSet::new();
        spawn(steps("x", 3));
        local.run_until(async {
            let a = spawn_local(steps("a", 3));
            spawn(steps("y", 3));
            let b = spawn_local(steps("b", 3));
            steps("main", 2).await;
            a.await.unwrap();
            l("a joined");
            b.await.unwrap();
        }).await;
    });
    run("local-woken", async {
        let local = LocalSet::new();
        let n = Arc::new(Notify::new());
        for name in ["a", "b"] {
            let n = n.clone();
            local.spawn_local(async move { n.notified().await; l(name); n.notified().await; l(format!("{} again", name)); });
        }
        let k = n.clone();
        spawn(async move {
            l("x");
            k.notify_waiters();
            spawn(async { l("y"); });
            yield_now().await;
            l("x again");
            k.notify_one();
            yield_now().await;
            k.notify_one();
        });
        local.await;
        l("end");
    });
    run("local-woken-from-within", async {
        let local = LocalSet::new();
        let n = Rc::new(Notify::new());
        local.run_until(async {
            let k = n.clone();
            let h = spawn_local(async move { for i in 0..3 { k.notified().await; l(format!("a {}", i)); } });
            let k = n.clone();
            spawn_local(async move { l("b"); k.notify_one(); l("b notified"); });
            yield_now().await;
            n.notify_one();
            l("main");
            sleep(ms(2)).await;
            n.notify_one();
            h.await.unwrap();
        }).await;
    });
    run("local-channel", async {
        let (tx, mut rx) = mpsc::channel::<u32>(1);
        let local = LocalSet::new();
        let sends = spawn(async move { for i in 0..4 { l(format!("send {}", i)); tx.send(i).await.unwrap(); } });
        local.spawn_local(async move { while let Some(v) = rx.recv().await { l(format!("got {}", v)); yield_now().await; } });
        local.await;
        sends.await.unwrap();
    });
    run("local-abort", async {
        let local = LocalSet::new();
        local.run_until(async {
            let a = spawn_local(nap("a", 5));
            let b = spawn_local(nap("b", 5));
            let c = spawn_local(nap("c", 5));
            c.abort();
            yield_now().await;
            a.abort();
            l(a.is_finished());
            let h = spawn_local(async move { l("aborts"); b.abort(); l(b.is_finished()); b.await.is_err() });
            l(ended(a.await));
            l(ended(c.await));
            l(ended(h.await));
        }).await;
    });
    run("local-abort-outside", async {
        let local = LocalSet::new();
        let a = local.spawn_local(nap("a", 5));
        let b = local.spawn_local(nap("b", 5));
        a.abort();
        l(a.is_finished());
        spawn(async move { l("x"); b.abort(); l("aborted"); });
        local.await;
        l(ended(a.await));
    });
    run("local-panic", async {
        let local = LocalSet::new();
        local.run_until(async {
            let a = spawn_local(async { let _d = D("a"); yield_now().await; if true { panic!("boom"); } });
            let b = spawn_local(nap("b", 1));
            l(ended(a.await.map(|_| 0)));
            l(ended(b.await));
        }).await;
    });
    run("local-drop", async {
        let local = LocalSet::new();
        let n = Arc::new(Notify::new());
        let mut v = vec![];
        local.run_until(async {
            for name in ["a", "b", "c"] { v.push(spawn_local(holds(name, async { sleep(ms(5)).await; }))); }
            let k = n.clone();
            v.push(spawn_local(async move { let _n = Then(move || { l("notifies"); k.notify_waiters(); }); pending::<()>().await; }));
            v.push(spawn_local(async { let _s = Then(|| { let h = spawn_local(holds("late", async {})); l(format!("late finished {}", h.is_finished())); }); pending::<()>().await; }));
            let k = n.clone();
            v.push(spawn_local(holds("waits", async move { k.notified().await; l("never"); })));
            v.push(spawn_local(holds("done", async {})));
            yield_now().await;
            v.push(spawn_local(holds("never polled", async { l("never"); })));
        }).await;
        l("drops");
        drop(local);
        l("dropped");
        for h in v { l(ended(h.await.map(|_| 0))); }
    });
    run("local-drop-unused", async {
        let local = LocalSet::new();
        let h = local.spawn_local(holds("a", async {}));
        h.abort();
        local.spawn_local(holds("b", async {}));
        drop(local);
        l(ended(h.await.map(|_| 0)));
    });
    run("local-later", async {
        let local = LocalSet::new();
        local.run_until(async {
            spawn_local(nap("a", 5));
            spawn_local(steps("b", 4));
            yield_now().await;
            l("ends");
        }).await;
        sleep(ms(2)).await;
        l("between");
        sleep(ms(4)).await;
        local.spawn_local(async { l("c"); });
        l("goes on");
        local.await;
        l("end");
    });
    run("local-nested", async {
        let outer = LocalSet::new();
        outer.run_until(async {
            spawn_local(steps("out", 5));
            let h = spawn_local(async {
                let inner = LocalSet::new();
                let k = inner.run_until(async {
                    let k = spawn_local(steps("in", 3));
                    steps("inner", 2).await;
                    k
                }).await;
                spawn_local(async { l("to the outer one"); });
                inner.await;
                k.await.unwrap();
                l("inner ends");
            });
            steps("outer", 2).await;
            h.await.unwrap();
        }).await;
    });
    run("local-two", async {
        let (a, b) = (LocalSet::new(), LocalSet::new());
        let n = Rc::new(Notify::new());
        let k = n.clone();
        b.spawn_local(async move { k.notified().await; l("b's task"); });
        join!(
            a.run_until(async { let h = spawn_local(steps("a", 2)); h.await.unwrap(); n.notify_one(); l("notified"); yield_now().await; }),
            b.run_until(steps("main b", 4)),
            async { a.spawn_local(async { l("from beside"); }); yield_now().await; b.spawn_local(async { l("from beside too"); }); }
        );
    });
    run("local-twice", async {
        let local = LocalSet::new();
        let n = Rc::new(Notify::new());
        let k = n.clone();
        local.spawn_local(async move { for i in 0..4 { k.notified().await; l(format!("task {}", i)); } });
        join!(
            local.run_until(async { for i in 0..3 { l(format!("first {}", i)); sleep(ms(2)).await; n.notify_one(); } }),
            local.run_until(async { for i in 0..2 { l(format!("second {}", i)); sleep(ms(3)).await; n.notify_one(); } })
        );
        l("end");
    });
    run("local-enter", async {
        let (a, b) = (LocalSet::new(), LocalSet::new());
        {
            let _a = a.enter();
            spawn_local(async { l("a 1"); });
            {
                let _b = b.enter();
                spawn_local(async { l("b 1"); });
            }
            spawn_local(async { l("a 2"); });
            yield_now().await;
            spawn_local(async { l("a 3"); });
            spawn(async { l("x"); spawn_local(async { l("a 4"); }); }).await.unwrap();
        }
        l(catch_unwind(|| { spawn_local(async {}); }).is_err());
        join!(b.run_until(async { l("b"); yield_now().await; }), a);
        l("end");
    });
    run("local-outside", async {
        let e = catch_unwind(|| { spawn_local(async {}); }).unwrap_err();
        l(e.downcast_ref::<&str>().copied().map(String::from).or_else(|| e.downcast_ref::<String>().cloned()).unwrap());
        let local = LocalSet::new();
        local.run_until(async {
            let h = spawn(async { spawn_local(async { l("never"); }); });
            l(ended(h.await.map(|_| 0)));
            let mut js = JoinSet::new();
            js.spawn_local(async { l("in a set"); 1 });
            js.spawn_local_on(async { l("on it"); 2 }, &local);
            while let Some(r) = js.join_next().await { l(ended(r)); }
        }).await;
        let mut js = JoinSet::new();
        js.spawn_local_on(async { yield_now().await; l("on it again"); 3 }, &local);
        l(catch_unwind(AssertUnwindSafe(|| { js.spawn_local(async { 4 }); })).is_err());
        join!(local, async { l(ended(js.join_next().await.unwrap())); });
    });
    run("local-budget", async {
        let local = LocalSet::new();
        local.run_until(async {
            let a = spawn_local(async { for i in 0..300 { sleep(ms(0)).await; if i % 64 == 0 { l(format!("a {}", i)); } } });
            let b = spawn_local(async { for i in 0..300 { sleep(ms(0)).await; if i % 64 == 0 { l(format!("b {}", i)); } } });
            spawn(steps("x", 4));
            for i in 0..300 { sleep(ms(0)).await; if i % 64 == 0 { l(format!("main {}", i)); } }
            a.await.unwrap();
            b.await.unwrap();
        }).await;
        l("end");
    });
    run("local-budget-of-the-outer", async {
        let local = LocalSet::new();
        local.spawn_local(async { for _ in 0..100 { sleep(ms(0)).await; } l("local"); });
        spawn(steps("x", 3));
        join!(
            async { for _ in 0..100 { sleep(ms(0)).await; } l("100"); for _ in 0..27 { sleep(ms(0)).await; } l("127"); },
            local.run_until(async { yield_now().await; l("in"); }),
            async { for i in 0..3 { sleep(ms(0)).await; l(format!("after {}", i)); } }
        );
    });
    run("local-timeout", async {
        let local = LocalSet::new();
        local.spawn_local(nap("a", 10));
        let forever = local.run_until(async { let _d = D("main"); pending::<()>().await });
        l(timeout(ms(4), forever).await.is_err());
        sleep(ms(8)).await;
        l("on");
        l(timeout(ms(4), local.run_until(nap("b", 3))).await.is_ok());
        l("end");
    });
    run("local-select", async {
        let mut local = LocalSet::new();
        local.spawn_local(nap("a", 10));
        local.spawn_local(nap("b", 3));
        for _ in 0..3 {
            select! { biased; _ = &mut local => l("all"), _ = sleep(ms(4)) => l("4ms") }
        }
    });
    run("local-select-dropped", async {
        let local = LocalSet::new();
        let h = local.spawn_local(nap("a", 10));
        select! { biased; _ = local => l("all"), _ = sleep(ms(4)) => l("4ms") }
        l(ended(h.await));
    });
    run("local-scope", async {
        let local = LocalSet::new();
        let show = || KEY.try_with(|v| v.to_string()).unwrap_or_else(|_| "none".into());
        local.spawn_local(async move { l(show()); yield_now().await; l(show()); yield_now().await; l(show()); });
        KEY.scope(1, local.run_until(async { yield_now().await; l("in the scope"); })).await;
        KEY.scope(2, async { join!(local.run_until(async { yield_now().await; }), async { l(show()); }) }).await;
        local.await;
    });
    run("local-mutex", async {
        let local = LocalSet::new();
        let m = Arc::new(Mutex::new(0));
        for n in ["a", "b"] {
            let m = m.clone();
            local.spawn_local(async move { for _ in 0..2 { let mut g = m.lock().await; *g += 1; l(format!("{} has {}", n, *g)); yield_now().await; } });
        }
        let k = m.clone();
        spawn(async move { for _ in 0..2 { let mut g = k.lock().await; *g += 1; l(format!("x has {}", *g)); sleep(ms(1)).await; } });
        local.await;
        l("end");
    });
    // These say no time: outside of a runtime there is none.
    begin("local-block-on");
    {
        let (rt, local) = (rt(), LocalSet::new());
        let a = local.spawn_local(async { say("a"); yield_now().await; say("a again"); 1 });
        let d = rt.spawn(async { say("x"); });
        say("made");
        say(local.block_on(&rt, async {
            say("main");
            spawn_local(async { say("b in"); sleep(ms(5)).await; say("b out"); });
            a.await.unwrap()
        }));
        say(d.is_finished());
        rt.block_on(local);
        say("end");
    }
    begin("local-entered-outside");
    {
        let (rt, local) = (rt(), LocalSet::new());
        let _local = local.enter();
        spawn_local(async { say("a"); });
        rt.block_on(async { spawn_local(async { say("b"); }); yield_now().await; say("main"); });
        rt.block_on(local);
        say("end");
    }
    begin("local-runtime-ends");
    {
        let (rt, local) = (rt(), LocalSet::new());
        let h = local.spawn_local(async { let _d = Then(|| say("drop a")); pending::<()>().await; });
        rt.spawn(async { let _d = Then(|| say("drop x")); pending::<()>().await; });
        local.block_on(&rt, yield_now());
        drop(rt);
        say("runtime is gone");
        say(h.is_finished());
        drop(local);
        say(h.is_finished());
    }
}
