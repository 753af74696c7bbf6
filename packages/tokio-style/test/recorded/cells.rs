use super::*;
use std::sync::Arc;
use tokio::sync::{OnceCell, RwLock, Semaphore};
use tokio::task::yield_now;

pub fn all() {
    once_cell_programs();
    rwlock_programs();
    semaphore_programs();
    local_programs();
}

async fn made(name: &'static str, value: u32) -> u32 {
    l(format!("{} makes", name));
    let _n = N(name);
    sleep(ms(2)).await;
    l(format!("{} made", name));
    value
}

fn once_cell_programs() {
    run("once", async {
        let cell = Arc::new(OnceCell::new());
        let mut v = vec![];
        for (i, name) in ["a", "b", "c"].into_iter().enumerate() {
            let cell = cell.clone();
            v.push(spawn(async move {
                l(format!("{} gets {}", name, cell.get_or_init(|| made(name, i as u32)).await));
            }));
        }
        l(format!("{:?} {}", cell.get(), cell.initialized()));
        yield_now().await;
        let e = cell.set(9).unwrap_err();
        l(format!("{} {} {}", e, e.is_initializing_err(), e.is_already_init_err()));
        for h in v { h.await.unwrap(); }
        let e = cell.set(9).unwrap_err();
        l(format!("{} {} {}", e, e.is_initializing_err(), e.is_already_init_err()));
        l(format!("{:?} {}", cell.get(), cell.initialized()));
        l(cell.get_or_init(|| made("d", 8)).await);
        let other = OnceCell::from(4);
        l(other.get_or_init(|| made("e", 8)).await);
        l(OnceCell::new_with(None::<u32>).initialized());
        let set = OnceCell::new();
        l(set.set(5).is_ok());
        l(set.get().unwrap());
    });
    for aborted in 0..3 {
        run(["once-abort-0", "once-abort-1", "once-abort-2"][aborted], async move {
            let cell = Arc::new(OnceCell::new());
            let mut v = vec![];
            for (i, name) in ["a", "b", "c"].into_iter().enumerate() {
                let cell = cell.clone();
                v.push(spawn(async move {
                    l(format!("{} gets {}", name, cell.get_or_init(|| made(name, i as u32)).await));
                }));
            }
            yield_now().await;
            v[aborted].abort();
            l("aborted");
            yield_now().await;
            l(cell.set(9).is_err());
            for h in v { l(h.await.is_ok()); }
        });
    }
    run("once-handed", async {
        let cell = Arc::new(OnceCell::new());
        let mut v = vec![];
        for (i, name) in ["a", "b", "c"].into_iter().enumerate() {
            let cell = cell.clone();
            v.push(spawn(async move {
                l(format!("{} gets {}", name, cell.get_or_init(|| made(name, i as u32)).await));
            }));
        }
        yield_now().await;
        v[0].abort();
        v[1].abort();
        l(v.remove(0).await.is_ok());
        l(cell.set(9).unwrap_err());
        for h in v { l(h.await.is_ok()); }
    });
    run("once-try", async {
        let cell = Arc::new(OnceCell::new());
        let mut v = vec![];
        for (i, name) in ["a", "b", "c", "d"].into_iter().enumerate() {
            let cell = cell.clone();
            v.push(spawn(async move {
                let got = cell.get_or_try_init(|| async move {
                    let v = made(name, i as u32).await;
                    if i < 2 { Err(format!("{} fails", name)) } else { Ok(v) }
                }).await;
                match got { Ok(v) => l(format!("{} gets {}", name, v)), Err(e) => l(e) }
            }));
        }
        for h in v { h.await.unwrap(); }
    });
    run("once-panic", async {
        let cell = Arc::new(OnceCell::new());
        let mut v = vec![];
        std::panic::set_hook(Box::new(|_| {}));
        for name in ["a", "b", "c"] {
            let cell = cell.clone();
            v.push(spawn(async move {
                let got = cell.get_or_init(|| async move {
                    let v = made(name, 1).await;
                    if name == "a" { panic!() }
                    v
                }).await;
                l(format!("{} gets {}", name, got));
            }));
        }
        for h in v { l(h.await.is_ok()); }
        let _ = std::panic::take_hook();
    });
    run("once-join", async {
        let cell = OnceCell::new();
        let (a, b, c) = join!(
            cell.get_or_init(|| made("a", 1)),
            cell.get_or_init(|| made("b", 2)),
            cell.get_or_init(|| made("c", 3)),
        );
        l(a + b + c);
    });
    run("once-budget", async {
        let cell = OnceCell::from(1);
        let h = spawn(async move {
            for _ in 0..300 { cell.get_or_init(|| async { 2 }).await; }
            l("known");
            for _ in 0..300 { OnceCell::new().get_or_init(|| async { 2 }).await; }
            l("made");
        });
        let o = spawn(async { for i in 0..3 { l(format!("other {}", i)); yield_now().await; } });
        h.await.unwrap();
        o.await.unwrap();
    });
}

fn rwlock_programs() {
    run("rwlock-try", async {
        let m = Arc::new(RwLock::new(1));
        let r = m.read().await;
        l(format!("{} {}", m.try_read().is_ok(), m.try_write().is_ok()));
        l(m.try_write().unwrap_err());
        drop(r);
        let mut w = m.try_write().unwrap();
        *w += 1;
        l(format!("{} {}", m.try_read().is_ok(), m.try_write().is_ok()));
        drop(w);
        let r = m.clone().read_owned().await;
        l(format!("{} {}", *r, m.clone().try_read_owned().is_ok()));
        drop(r);
        let mut w = m.clone().write_owned().await;
        *w += 1;
        l(m.clone().try_write_owned().is_ok());
        let r = w.downgrade();
        l(format!("{} {}", *r, m.try_read().is_ok()));
    });
    run("rwlock-downgrade", async {
        let m = Arc::new(RwLock::new(0));
        let mut w = m.write().await;
        let mut v = vec![];
        for name in ["r1", "r2", "w1", "r3"] {
            let m = m.clone();
            v.push(spawn(async move {
                if name == "w1" { let mut g = m.write().await; *g += 1; l(format!("{} {}", name, *g)); sleep(ms(1)).await; }
                else { let g = m.read().await; l(format!("{} {}", name, *g)); sleep(ms(2)).await; }
            }));
        }
        yield_now().await;
        *w = 5;
        let r = w.downgrade();
        l(format!("down {} {}", *r, m.try_read().is_ok()));
        sleep(ms(5)).await;
        drop(r);
        for h in v { h.await.unwrap(); }
    });
    run("rwlock-max", async {
        let m = Arc::new(RwLock::with_max_readers(0, 2));
        let mut v = vec![];
        for name in ["r1", "r2", "r3", "w1", "r4", "r5"] {
            let m = m.clone();
            v.push(spawn(async move {
                if name == "w1" { let _g = m.write().await; l(name); sleep(ms(1)).await; }
                else { let _g = m.read().await; l(name); sleep(ms(2)).await; }
            }));
        }
        yield_now().await;
        l(m.try_read().is_ok());
        for h in v { h.await.unwrap(); }
        let a = m.read().await;
        let b = m.read().await;
        l(m.try_read().is_ok());
        drop(a);
        l(m.try_read().is_ok());
        drop(b);
        let r = m.write().await.downgrade();
        l(format!("{} {}", m.try_read().is_ok(), m.try_write().is_ok()));
        drop(r);
    });
    for aborted in 0..4 {
        run(["rwlock-abort-0", "rwlock-abort-1", "rwlock-abort-2", "rwlock-abort-3"][aborted], async move {
            let m = Arc::new(RwLock::new(0));
            let held = m.read().await;
            let mut v = vec![];
            for name in ["w1", "r1", "w2", "r2"] {
                let m = m.clone();
                v.push(spawn(async move {
                    if name.starts_with('w') { let _g = m.write().await; l(name); sleep(ms(1)).await; }
                    else { let _g = m.read().await; l(name); sleep(ms(1)).await; }
                }));
            }
            yield_now().await;
            v[aborted].abort();
            yield_now().await;
            l(m.try_read().is_ok());
            drop(held);
            v[(aborted + 1) % 4].abort();
            for h in v { l(h.await.is_ok()); }
        });
    }
    run("rwlock-40", async {
        let m = Arc::new(RwLock::new(0));
        let w = m.write().await;
        let mut v = vec![];
        for i in 0..40 {
            let m = m.clone();
            v.push(spawn(async move { let _g = m.read().await; if i < 2 || i > 29 { l(i); } }));
        }
        yield_now().await;
        drop(w);
        for h in v { h.await.unwrap(); }
    });
}

fn semaphore_programs() {
    run("semaphore-merge", async {
        let s = Arc::new(Semaphore::new(5));
        let mut a = s.acquire().await.unwrap();
        a.merge(s.acquire_many(2).await.unwrap());
        l(s.available_permits());
        drop(a);
        l(s.available_permits());
        let mut b = s.clone().acquire_owned().await.unwrap();
        b.merge(s.clone().try_acquire_many_owned(3).unwrap());
        l(format!("{} {}", s.available_permits(), s.clone().try_acquire_owned().is_ok()));
        b.forget();
        l(s.available_permits());
        s.try_acquire().unwrap().forget();
        l(s.try_acquire().unwrap_err());
        s.add_permits(2);
        l(format!("{} {}", s.available_permits(), s.is_closed()));
        s.close();
        l(format!("{} {}", s.available_permits(), s.is_closed()));
        l(s.try_acquire_many(1).unwrap_err());
        l(s.acquire_many_owned(1).await.unwrap_err());
    });
    run("semaphore-zero", async {
        let s = Arc::new(Semaphore::new(0));
        let s1 = s.clone();
        let h = spawn(async move { let _p = s1.acquire().await.unwrap(); l("one"); });
        yield_now().await;
        let none = s.acquire_many(0).await.unwrap();
        l(s.try_acquire_many(0).is_ok());
        drop(none);
        s.add_permits(1);
        l(s.available_permits());
        h.await.unwrap();
        l(s.available_permits());
    });
    run("semaphore-close", async {
        let s = Arc::new(Semaphore::new(0));
        let mut v = vec![];
        for (i, name) in ["a", "b", "c", "d"].into_iter().enumerate() {
            let s = s.clone();
            v.push(spawn(async move { l(format!("{} {}", name, s.acquire_many(i as u32 + 1).await.is_ok())); }));
        }
        yield_now().await;
        s.add_permits(2);
        s.close();
        l(s.available_permits());
        for h in v { h.await.unwrap(); }
        l(s.available_permits());
    });
    for aborted in 0..4 {
        run(["semaphore-abort-0", "semaphore-abort-1", "semaphore-abort-2", "semaphore-abort-3"][aborted], async move {
            let s = Arc::new(Semaphore::new(0));
            let mut v = vec![];
            for (name, n) in [("a", 2), ("b", 3), ("c", 1), ("d", 1)] {
                let s = s.clone();
                v.push(spawn(async move { let _p = s.acquire_many(n).await.unwrap(); l(name); yield_now().await; }));
            }
            yield_now().await;
            s.add_permits(1);
            v[aborted].abort();
            yield_now().await;
            l(s.available_permits());
            s.add_permits(2);
            v[(aborted + 1) % 4].abort();
            yield_now().await;
            l(s.available_permits());
            s.add_permits(2);
            for h in v { l(h.await.is_ok()); }
            l(s.available_permits());
        });
    }
}

tokio::task_local! {
    static A: u32;
    static B: &'static str;
}

fn show() -> String {
    let a = A.try_with(|v| v.to_string()).unwrap_or_else(|e| e.to_string());
    let b = B.try_with(|v| v.to_string()).unwrap_or_else(|_| "none".into());
    format!("{}, {}", a, b)
}

struct Shows(&'static str);
impl Drop for Shows {
    fn drop(&mut self) { l(format!("{} drops: {}", self.0, show())); }
}

fn local_programs() {
    run("local", async {
        l(show());
        let got = A.scope(1, async {
            l(show());
            yield_now().await;
            l(A.get());
            B.scope("x", async { l(show()); sleep(ms(1)).await; l(show()); }).await;
            A.scope(2, async { l(show()); yield_now().await; l(show()); }).await;
            l(A.with(|v| v + 10));
            A.sync_scope(3, || l(show()));
            l(show());
            let h = spawn(async { l(format!("task {}", show())); yield_now().await; l(format!("task {}", show())); });
            h.await.unwrap();
            A.get()
        }).await;
        l(got);
        l(show());
    });
    run("local-tasks", async {
        let mut v = vec![];
        for i in 0..3 {
            v.push(spawn(A.scope(i, async move {
                for _ in 0..3 { l(format!("{} {}", i, show())); yield_now().await; }
            })));
        }
        v.push(spawn(async { for _ in 0..3 { l(show()); yield_now().await; } }));
        for h in v { h.await.unwrap(); }
    });
    run("local-branches", async {
        A.scope(1, async {
            join!(
                async { l(show()); yield_now().await; l(show()); },
                A.scope(2, async { l(show()); yield_now().await; l(show()); }),
                B.scope("x", sleep(ms(2))),
                async { sleep(ms(1)).await; l(show()); },
            );
            select! {
                biased;
                _ = A.scope(3, async { let _s = Shows("loser"); sleep(ms(5)).await; }) => {},
                _ = async { let _s = Shows("winner"); sleep(ms(1)).await; } => l(show()),
            }
        }).await;
    });
    run("local-drop", async {
        let h = spawn(A.scope(1, async {
            let _a = Shows("outer");
            B.scope("x", async {
                let _b = Shows("inner");
                sleep(ms(5)).await;
            }).await;
        }));
        yield_now().await;
        h.abort();
        l(h.await.is_err());
        l(show());
    });
    run("local-pinned", async {
        let f = async { for _ in 0..3 { l(show()); yield_now().await; } l(show()); };
        tokio::pin!(f);
        A.scope(1, async { select! { biased; _ = &mut f => {}, _ = async {} => {} } }).await;
        select! { biased; _ = &mut f => {}, _ = async {} => {} }
        B.scope("x", &mut f).await;
    });
    run("local-panic", async {
        std::panic::set_hook(Box::new(|_| {}));
        let h = spawn(A.scope(1, async { let _s = Shows("panics"); yield_now().await; panic!() }));
        l(h.await.is_err());
        l(show());
        l(spawn(async { A.get() }).await.is_err());
        let _ = std::panic::take_hook();
    });
    A.sync_scope(7, || run("local-block-on", async {
        l(show());
        yield_now().await;
        l(show());
        let h = spawn(async { l(format!("task {}", show())); sleep(ms(1)).await; l(format!("task {}", show())); });
        h.await.unwrap();
        A.scope(8, async { sleep(ms(1)).await; l(show()); }).await;
        l(show());
    }));
}
