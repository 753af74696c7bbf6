use super::*;
use std::future::pending;
use std::sync::Arc;
use tokio::sync::{oneshot, Mutex, Notify};
use tokio::task::{yield_now, JoinHandle};

// These say no time: a runtime that is gone has none.
fn say(e: impl Display) { println!("{}", e); }
struct D(&'static str);
impl Drop for D { fn drop(&mut self) { say(format!("drop {}", self.0)); } }
struct Then<F: FnMut()>(F);
impl<F: FnMut()> Drop for Then<F> { fn drop(&mut self) { (self.0)() } }

fn ends(handles: Vec<JoinHandle<()>>) {
    rt().block_on(async {
        for (i, h) in handles.into_iter().enumerate() {
            match h.await {
                Ok(()) => say(format!("{} ok", i)),
                Err(e) => say(format!("{} cancelled {} panic {}", i, e.is_cancelled(), e.is_panic())),
            }
        }
    });
}

pub fn all() {
    println!("== shutdown-order");
    {
        let rt = rt();
        let mut v = vec![];
        rt.block_on(async {
            for (outer, inner) in [("a", "a'"), ("b", "b'"), ("c", "c'")] {
                v.push(spawn(async move {
                    let _o = D(outer);
                    async { let _i = D(inner); sleep(ms(5)).await; }.await;
                }));
            }
            v.push(spawn(async { let _d = D("done"); }));
            yield_now().await;
            v.push(spawn(async { let _d = D("never polled"); say("never"); }));
        });
        v.push(rt.spawn(async { say("never") }));
        say("shutdown");
        drop(rt);
        say("is down");
        ends(v);
    }
    println!("== shutdown-branches");
    {
        let rt = rt();
        let v = vec![rt.spawn(async {
            let _t = D("task");
            join!(
                async { let _d = D("first"); sleep(ms(5)).await; },
                async {
                    let _d = D("second");
                    select! {
                        biased;
                        _ = async { let _d = D("left"); pending::<()>().await } => {}
                        _ = async { let _d = D("right"); pending::<()>().await } => {}
                    }
                },
                async { let _d = D("third"); sleep(ms(5)).await; },
            );
        })];
        rt.block_on(yield_now());
        drop(rt);
        ends(v);
    }
    println!("== shutdown-wakes");
    {
        let rt = rt();
        let mut v = vec![];
        let m = Arc::new(Mutex::new(()));
        let (tx, rx) = oneshot::channel::<()>();
        rt.block_on(async {
            let holder = m.clone();
            let a = spawn(async move { let _d = D("a"); let _g = holder.lock().await; let _tx = tx; pending::<()>().await });
            let waiter = m.clone();
            v.push(spawn(async move { let _d = D("b"); let _g = waiter.lock().await; say("b has it") }));
            v.push(spawn(async move { let _d = D("c"); let _ = a.await; say("c goes on") }));
            v.push(spawn(async move { let _d = D("d"); let _ = rx.await; say("d goes on") }));
            yield_now().await;
        });
        drop(rt);
        say(m.try_lock().is_ok());
        ends(v);
    }
    println!("== shutdown-spawns");
    {
        let rt = rt();
        let handle = rt.handle().clone();
        let v = vec![
            rt.spawn(async {
                let _t = Then(|| { let h = spawn(async { say("never") }); say(format!("finished {}", h.is_finished())); });
                pending::<()>().await
            }),
            rt.spawn(async { let _d = D("b"); pending::<()>().await }),
        ];
        rt.block_on(yield_now());
        drop(rt);
        let late = handle.spawn(async { say("never") });
        say(format!("finished {}", late.is_finished()));
        ends(vec![late]);
        ends(v);
    }
    println!("== shutdown-aborts");
    {
        let rt = rt();
        let mut both = None;
        let (n, n2) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let mut v = vec![];
        rt.block_on(async {
            let c = { let n = n.clone(); spawn(async move { let _d = D("old"); n.notified().await; }) };
            let later = { let n = n2.clone(); spawn(async move { let _d = D("young"); n.notified().await; say("young goes on") }) };
            let (c, later) = (Arc::new(c), Arc::new(later));
            let abort = (c.clone(), later.clone());
            v.push(spawn(async move {
                let _t = Then(move || { say("aborts"); abort.0.abort(); abort.1.abort(); });
                pending::<()>().await
            }));
            let n3 = n2.clone();
            v.push(spawn(async move { let _t = Then(move || { say("notifies"); n3.notify_waiters() }); pending::<()>().await }));
            yield_now().await;
            both = Some((c, later));
        });
        drop(rt);
        let (c, later) = both.unwrap();
        v.push(Arc::try_unwrap(c).unwrap());
        v.push(Arc::try_unwrap(later).unwrap());
        ends(v);
    }
    println!("== shutdown-panics");
    {
        let rt = rt();
        std::panic::set_hook(Box::new(|_| {}));
        let v = vec![
            rt.spawn(async { let _t = Then(|| { say("panics"); panic!() }); pending::<()>().await }),
            rt.spawn(async { let _d = D("b"); pending::<()>().await }),
        ];
        rt.block_on(yield_now());
        drop(rt);
        let _ = std::panic::take_hook();
        ends(v);
    }
    for timeout in [false, true] {
        println!("== {}", if timeout { "shutdown-timeout" } else { "shutdown-background" });
        let rt = rt();
        let v = vec![
            rt.spawn(async { let _d = D("a"); pending::<()>().await }),
            rt.spawn(async { let _d = D("b"); sleep(ms(5)).await; say("never") }),
        ];
        rt.block_on(yield_now());
        if timeout { rt.shutdown_timeout(ms(1000)) } else { rt.shutdown_background() }
        say("is down");
        ends(v);
    }
    for wait in [0, 20, 2000] {
        println!("== shutdown-job-{}", wait);
        let rt = rt();
        let (tx, rx) = std::sync::mpsc::channel::<()>();
        let job = rt.spawn_blocking(move || { let _ = rx.recv_timeout(ms(500)); });
        let job = Arc::new(job);
        let seen = job.clone();
        let v = vec![rt.spawn(async move {
            let _t = Then(move || say(format!("dropped, job finished {}", seen.is_finished())));
            pending::<()>().await
        })];
        rt.block_on(yield_now());
        std::thread::sleep(ms(50));
        rt.shutdown_timeout(ms(wait));
        say("is down");
        ends(v);
        drop(tx);
        std::thread::sleep(ms(100));
        ends(vec![Arc::try_unwrap(job).unwrap()]);
    }
}
