use super::*;
use std::sync::Arc;
use tokio::sync::{broadcast, watch, Barrier};
use tokio::task::yield_now;

pub fn all() {
    broadcast_programs();
    watch_programs();
    barrier_programs();
    lost_programs();
}

async fn listen(name: &'static str, mut rx: broadcast::Receiver<u32>) {
    loop {
        match rx.recv().await {
            Ok(v) => l(format!("{} got {}", name, v)),
            Err(e @ broadcast::error::RecvError::Lagged(_)) => l(format!("{}: {}", name, e)),
            Err(e) => return l(format!("{}: {}", name, e)),
        }
    }
}

fn broadcast_programs() {
    run("broadcast", async {
        let (tx, rx) = broadcast::channel(4);
        let a = spawn(listen("a", rx));
        let b = spawn(listen("b", tx.subscribe()));
        yield_now().await;
        let c = spawn(listen("c", tx.subscribe()));
        l(format!("to {}", tx.send(1).unwrap()));
        l(format!("to {}", tx.send(2).unwrap()));
        yield_now().await;
        l(format!("to {}", tx.send(3).unwrap()));
        let tx2 = tx.clone();
        drop(tx);
        yield_now().await;
        l(tx2.receiver_count());
        drop(tx2);
        for h in [c, b, a] { h.await.unwrap(); }
    });
    run("broadcast-lag", async {
        let (tx, mut rx) = broadcast::channel(3);
        for i in 0..4 { tx.send(i).unwrap(); }
        let mut late = tx.subscribe();
        l(rx.len());
        l(rx.recv().await.unwrap());
        for i in 4..11 { tx.send(i).unwrap(); }
        l(format!("{} {}", rx.len(), late.len()));
        l(rx.recv().await.unwrap_err());
        l(format!("{} {}", rx.len(), rx.is_empty()));
        l(late.try_recv().unwrap_err());
        l(late.try_recv().unwrap());
        tx.send(11).unwrap();
        l(rx.try_recv().unwrap_err());
        drop(tx);
        while let Ok(v) = rx.recv().await { l(format!("rx {}", v)); }
        l(format!("{} {}", rx.recv().await.unwrap_err(), rx.is_empty()));
        listen("late", late).await;
    });
    run("broadcast-lag-waiting", async {
        let (tx, rx) = broadcast::channel(2);
        let a = spawn(listen("a", rx));
        let b = spawn(listen("b", tx.subscribe()));
        yield_now().await;
        for i in 0..5 { tx.send(i).unwrap(); }
        yield_now().await;
        for i in 5..7 { tx.send(i).unwrap(); }
        drop(tx);
        a.await.unwrap();
        b.await.unwrap();
    });
    run("broadcast-one", async {
        let (tx, mut rx) = broadcast::channel(1);
        tx.send(1).unwrap();
        tx.send(2).unwrap();
        l(rx.try_recv().unwrap_err());
        l(rx.try_recv().unwrap());
        l(rx.try_recv().unwrap_err());
        tx.send(3).unwrap();
        drop(tx);
        l(rx.try_recv().unwrap());
        l(rx.try_recv().unwrap_err());
        l(rx.recv().await.unwrap_err());
        l(rx.resubscribe().recv().await.unwrap_err());
    });
    run("broadcast-receivers", async {
        let (tx, rx) = broadcast::channel(2);
        tx.send(1).unwrap();
        let mut again = rx.resubscribe();
        l(format!("{} {} {}", tx.receiver_count(), rx.len(), again.len()));
        drop(rx);
        l(again.try_recv().unwrap_err());
        tx.send(2).unwrap();
        tx.send(3).unwrap();
        drop(again);
        l(format!("{} {}", tx.receiver_count(), tx.send(4).unwrap_err().0));
        let mut new = tx.subscribe();
        l(tx.send(5).unwrap());
        l(new.recv().await.unwrap());
        l(new.try_recv().unwrap_err());
    });
    for aborted in 0..3 {
        run(["broadcast-abort-0", "broadcast-abort-1", "broadcast-abort-2"][aborted], async move {
            let (tx, rx) = broadcast::channel(4);
            let mut v = vec![];
            for name in ["a", "b", "c"] { v.push(spawn(listen(name, tx.subscribe()))); }
            drop(rx);
            yield_now().await;
            v[aborted].abort();
            l(tx.send(1).unwrap());
            yield_now().await;
            l(tx.send(2).unwrap());
            v[(aborted + 1) % 3].abort();
            l(tx.receiver_count());
            yield_now().await;
            l(tx.receiver_count());
            drop(tx);
            for h in v { l(h.await.is_ok()); }
        });
    }
    run("broadcast-40", async {
        let (tx, rx) = broadcast::channel(2);
        let mut v = vec![];
        for i in 0..40 {
            let mut rx = tx.subscribe();
            v.push(spawn(async move {
                let v = rx.recv().await.unwrap();
                if i < 2 || i > 29 { l(format!("{} {}", i, v)); }
                let closed = rx.recv().await.is_err();
                if i < 2 || i > 29 { l(format!("{} {}", i, closed)); }
            }));
        }
        drop(rx);
        yield_now().await;
        tx.send("x").unwrap();
        yield_now().await;
        drop(tx);
        for h in v { h.await.unwrap(); }
    });
    run("broadcast-budget", async {
        let (tx, mut rx) = broadcast::channel(512);
        for i in 0..300 { tx.send(i).unwrap(); }
        drop(tx);
        let h = spawn(async move {
            while let Ok(v) = rx.recv().await { if v % 100 == 0 { l(v); } }
            l("end");
        });
        let o = spawn(async { l("other"); });
        h.await.unwrap();
        o.await.unwrap();
    });
    run("broadcast-select", async {
        let (tx, mut rx) = broadcast::channel(4);
        let mut second = tx.subscribe();
        let h = spawn(async move {
            for i in 0..4 { sleep(ms(5)).await; l(format!("to {}", tx.send(i).unwrap())); }
        });
        loop {
            select! {
                biased;
                v = rx.recv() => match v { Ok(v) => l(format!("first {}", v)), Err(e) => { l(e); break } },
                v = second.recv() => match v { Ok(v) => l(format!("second {}", v)), Err(e) => { l(e); break } },
                _ = sleep(ms(3)) => l("idle"),
            }
        }
        h.await.unwrap();
        l(second.recv().await.unwrap());
        l(second.recv().await.unwrap_err());
    });
    run("broadcast-join", async {
        let (tx, mut a) = broadcast::channel(4);
        let mut b = tx.subscribe();
        let h = spawn(async move {
            let (x, y) = join!(
                async { let v = a.recv().await.unwrap(); l("a"); v + a.recv().await.unwrap() },
                async { let v = b.recv().await.unwrap(); l("b"); v + b.recv().await.unwrap() },
            );
            l(x + y);
        });
        yield_now().await;
        tx.send(1).unwrap();
        yield_now().await;
        tx.send(2).unwrap();
        h.await.unwrap();
    });
}

async fn follow(name: &'static str, mut rx: watch::Receiver<u32>) {
    while rx.changed().await.is_ok() { l(format!("{} sees {}", name, *rx.borrow())); }
    l(format!("{} ends", name));
}

fn watch_programs() {
    run("watch", async {
        let (tx, mut rx) = watch::channel(0);
        l(format!("{} {:?}", *rx.borrow(), rx.has_changed().unwrap()));
        tx.send(1).unwrap();
        tx.send(2).unwrap();
        l(format!("{} {}", *tx.borrow(), tx.borrow().has_changed()));
        l(format!("{} {}", *rx.borrow(), rx.borrow().has_changed()));
        let mut copy = rx.clone();
        rx.changed().await.unwrap();
        l(format!("{} {}", rx.has_changed().unwrap(), copy.has_changed().unwrap()));
        { let r = copy.borrow_and_update(); l(format!("{} {}", *r, r.has_changed())); }
        l(copy.borrow_and_update().has_changed());
        let new = tx.subscribe();
        l(format!("{} {}", new.has_changed().unwrap(), tx.receiver_count()));
        l(new.same_channel(&rx));
        tx.send(3).unwrap();
        drop(tx);
        l(new.has_changed().is_err());
        l(rx.changed().await.is_ok());
        l(rx.changed().await.unwrap_err());
        l(*new.borrow());
    });
    run("watch-waiters", async {
        let (tx, rx) = watch::channel(0);
        let mut v = vec![];
        for name in ["a", "b", "c"] { v.push(spawn(follow(name, rx.clone()))); }
        yield_now().await;
        tx.send(1).unwrap();
        l("sent 1");
        tx.send(2).unwrap();
        l("sent 2");
        yield_now().await;
        tx.send(3).unwrap();
        drop(tx);
        l("dropped");
        for h in v { h.await.unwrap(); }
    });
    run("watch-40", async {
        let (tx, rx) = watch::channel(0);
        let mut v = vec![];
        for i in 0..40 {
            let mut rx = rx.clone();
            v.push(spawn(async move {
                rx.changed().await.unwrap();
                if i < 2 || i > 29 { l(i); }
                let open = rx.changed().await.is_ok();
                if i < 2 || i > 29 { l(format!("{} {}", i, open)); }
            }));
        }
        yield_now().await;
        tx.send(1).unwrap();
        yield_now().await;
        drop(tx);
        for h in v { h.await.unwrap(); }
    });
    for aborted in 0..3 {
        run(["watch-abort-0", "watch-abort-1", "watch-abort-2"][aborted], async move {
            let (tx, rx) = watch::channel(0);
            let mut v = vec![];
            for name in ["a", "b", "c"] { v.push(spawn(follow(name, rx.clone()))); }
            drop(rx);
            yield_now().await;
            v[aborted].abort();
            tx.send(1).unwrap();
            l(tx.receiver_count());
            yield_now().await;
            tx.send(2).unwrap();
            v[(aborted + 1) % 3].abort();
            yield_now().await;
            l(tx.receiver_count());
            drop(tx);
            for h in v { l(h.await.is_ok()); }
        });
    }
    run("watch-closed", async {
        let (tx, rx) = watch::channel(0);
        let tx = Arc::new(tx);
        let copy = rx.clone();
        let mut v = vec![];
        for name in ["a", "b", "c"] {
            let tx = tx.clone();
            v.push(spawn(async move { tx.closed().await; l(name); }));
        }
        yield_now().await;
        drop(rx);
        l(tx.is_closed());
        yield_now().await;
        drop(copy);
        l(tx.is_closed());
        let new = tx.subscribe();
        yield_now().await;
        l("open again");
        drop(new);
        for h in v { h.await.unwrap(); }
        tx.closed().await;
        l(tx.send(1).unwrap_err().0);
        l(*tx.borrow());
        l(format!("{} {}", tx.send_replace(2), *tx.borrow()));
        l(*tx.subscribe().borrow());
    });
    run("watch-closed-abort", async {
        let (tx, rx) = watch::channel(0);
        let tx = Arc::new(tx);
        let mut v = vec![];
        for name in ["a", "b", "c"] {
            let tx = tx.clone();
            v.push(spawn(async move { tx.closed().await; l(name); }));
        }
        yield_now().await;
        v[1].abort();
        yield_now().await;
        drop(rx);
        v[0].abort();
        for h in v { l(h.await.is_ok()); }
    });
    run("watch-modify", async {
        let (tx, rx) = watch::channel(0);
        let h = spawn(follow("a", rx.clone()));
        yield_now().await;
        l(tx.send_if_modified(|v| { *v += 1; false }));
        yield_now().await;
        l(format!("{} {}", *rx.borrow(), rx.has_changed().unwrap()));
        l(tx.send_if_modified(|v| { *v += 1; true }));
        yield_now().await;
        tx.send_modify(|v| *v *= 10);
        yield_now().await;
        l(tx.send_replace(7));
        yield_now().await;
        std::panic::set_hook(Box::new(|_| {}));
        l(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| tx.send_modify(|v| { *v = 9; panic!() }))).is_err());
        let _ = std::panic::take_hook();
        yield_now().await;
        l(*tx.borrow());
        drop(tx);
        h.await.unwrap();
    });
    run("watch-budget", async {
        let (tx, mut rx) = watch::channel(0);
        let h = spawn(async move {
            for i in 1..300 { tx.send(i).unwrap(); rx.changed().await.unwrap(); }
            l("end");
        });
        let o = spawn(async { l("other"); });
        h.await.unwrap();
        o.await.unwrap();
    });
    run("watch-select", async {
        let (tx, mut rx) = watch::channel(0);
        let mut second = rx.clone();
        let h = spawn(async move {
            for i in 1..4 { sleep(ms(5)).await; tx.send(i).unwrap(); }
        });
        loop {
            select! {
                biased;
                v = rx.changed() => { l(format!("first {}", *rx.borrow())); if v.is_err() { break } },
                v = second.changed() => { l(format!("second {}", *second.borrow())); if v.is_err() { break } },
                _ = sleep(ms(3)) => l("idle"),
            }
        }
        h.await.unwrap();
    });
}

fn barrier_programs() {
    run("barrier", async {
        let b = Arc::new(Barrier::new(3));
        let mut v = vec![];
        for name in ["a", "b", "c", "d"] {
            let b = b.clone();
            v.push(spawn(async move {
                for round in 0..3 {
                    l(format!("{} comes", name));
                    let leads = b.wait().await.is_leader();
                    l(format!("{} {} {}", name, round, leads));
                }
            }));
        }
        for h in v { h.await.unwrap(); }
    });
    run("barrier-40", async {
        let b = Arc::new(Barrier::new(40));
        let mut v = vec![];
        for i in 0..40 {
            let b = b.clone();
            v.push(spawn(async move {
                let leads = b.wait().await.is_leader();
                if i < 2 || i > 29 { l(format!("{} {}", i, leads)); }
            }));
        }
        for h in v { h.await.unwrap(); }
    });
    run("barrier-0", async {
        for n in 0..2 {
            let b = Barrier::new(n);
            l(b.wait().await.is_leader());
            l(b.wait().await.is_leader());
        }
    });
    run("barrier-abort", async {
        let b = Arc::new(Barrier::new(3));
        let mut v = vec![];
        for name in ["a", "b", "c", "d", "e", "f"] {
            let b = b.clone();
            v.push(spawn(async move { l(format!("{} {}", name, b.wait().await.is_leader())); }));
            if name == "b" { yield_now().await; v[0].abort(); yield_now().await; }
            if name == "d" { yield_now().await; v[3].abort(); }
        }
        for h in v { l(h.await.is_ok()); }
    });
    run("barrier-select", async {
        let b = Barrier::new(3);
        select! {
            biased;
            _ = b.wait() => l("opened"),
            _ = sleep(ms(2)) => l("left"),
        }
        let (x, y) = join!(b.wait(), b.wait());
        l(format!("{} {}", x.is_leader(), y.is_leader()));
        let wait = b.wait();
        let (x, y, z) = join!(wait, b.wait(), async { sleep(ms(3)).await; b.wait().await });
        l(format!("{} {} {}", x.is_leader(), y.is_leader(), z.is_leader()));
    });
    run("barrier-budget", async {
        let b = Arc::new(Barrier::new(1));
        let h = spawn(async move { for _ in 0..300 { b.wait().await; } l("end"); });
        let o = spawn(async { l("other"); });
        h.await.unwrap();
        o.await.unwrap();
    });
}

/// Polls until 3 ms, and says how often.
async fn polled(name: &str) {
    let mut polls = 0;
    let until = sleep(ms(3));
    tokio::pin!(until);
    std::future::poll_fn(|cx| { polls += 1; until.as_mut().poll(cx) }).await;
    l(format!("{} polled {}", name, polls));
}

fn lost_programs() {
    run("lost-waits", async {
        let (tx, mut rx) = broadcast::channel(4);
        let (set, mut seen) = watch::channel(0);
        let set = Arc::new(set);
        let b = Arc::new(Barrier::new(2));
        let bar = b.clone();
        let watched = set.clone();
        let h = spawn(async move {
            select! { biased; _ = rx.recv() => {}, _ = sleep(ms(1)) => {} }
            polled("broadcast").await;
            select! { biased; _ = seen.changed() => {}, _ = sleep(ms(1)) => {} }
            polled("watch").await;
            let other = seen.clone();
            select! { biased; _ = watched.closed() => {}, _ = sleep(ms(1)) => {} }
            let h = spawn(async move { sleep(ms(1)).await; drop(seen); drop(other); l("dropped"); });
            polled("closed").await;
            h.await.unwrap();
            select! { biased; _ = bar.wait() => {}, _ = sleep(ms(1)) => {} }
            polled("barrier").await;
            l(rx.len());
        });
        sleep(ms(2)).await;
        tx.send(1).unwrap();
        sleep(ms(4)).await;
        set.send(1).unwrap();
        sleep(ms(8)).await;
        l(b.wait().await.is_leader());
        h.await.unwrap();
    });
}
