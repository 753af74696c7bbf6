//! Operations that are cut short at each of their steps.
use super::*;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::sync::{Arc, Mutex as Std};
use std::task::{Context, Poll, Wake, Waker};
use tokio::sync::*;

type Fut = Pin<Box<dyn Future<Output = ()> + Send>>;
type Op = Arc<dyn Fn() -> Fut + Send + Sync>;
type Move = Box<dyn FnMut()>;
type Notes = Arc<Std<Vec<String>>>;

fn note(notes: &Notes, it: impl ToString) { notes.lock().unwrap().push(it.to_string()); }
fn shown(notes: &Notes) -> String { notes.lock().unwrap().join(",") }
fn has(notes: &Notes, it: &str) -> bool { notes.lock().unwrap().iter().any(|n| n == it) }

struct Scene {
    op: Op,
    moves: Vec<Move>,
    /// The facts, and whether all is well.
    end: Box<dyn FnMut() -> (String, bool)>,
}
type Make = fn(Notes) -> Scene;

fn op<F: Future<Output = ()> + Send + 'static>(f: impl Fn() -> F + Send + Sync + 'static) -> Op {
    Arc::new(move || Box::pin(f()))
}
fn mv(f: impl FnMut() + 'static) -> Move { Box::new(f) }

/// A wait that somebody else ends, and that stays ended.
#[derive(Clone, Default)]
struct Gate(Arc<Std<(bool, Vec<Waker>)>>);
impl Gate {
    fn open(&self) {
        let mut it = self.0.lock().unwrap();
        it.0 = true;
        for w in it.1.drain(..) { w.wake(); }
    }
}
impl Future for Gate {
    type Output = ();
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut it = self.0.lock().unwrap();
        if it.0 { return Poll::Ready(()); }
        it.1.push(cx.waker().clone());
        Poll::Pending
    }
}

struct Flag(AtomicBool);
impl Wake for Flag { fn wake(self: Arc<Self>) { self.0.store(true, SeqCst); } }

enum How {
    Task(task::JoinHandle<()>),
    Select(Gate),
    Hand(Option<Fut>, Arc<Flag>),
}
struct Attempt { how: How, over: Arc<AtomicBool>, polls: Arc<AtomicU32> }
impl Attempt {
    fn new(way: &str, op: &Op) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let (op, done) = (op.clone(), over.clone());
        let polls = Arc::new(AtomicU32::new(0));
        let awaited = async move { op().await; done.store(true, SeqCst); };
        let how = match way {
            "abort" => How::Task(spawn(awaited)),
            "select" => {
                let stop = Gate::default();
                let stopped = stop.clone();
                spawn(async move { select! { biased; _ = stopped => {}, _ = awaited => {} } });
                How::Select(stop)
            }
            "lives" => {
                let stop = Gate::default();
                let (stopped, polled) = (stop.clone(), polls.clone());
                spawn(async move {
                    select! { biased; _ = stopped => {}, _ = awaited => return }
                    std::future::poll_fn::<(), _>(move |_| { polled.fetch_add(1, SeqCst); Poll::Pending }).await
                });
                How::Select(stop)
            }
            _ => How::Hand(Some(Box::pin(awaited)), Arc::new(Flag(AtomicBool::new(true)))),
        };
        Attempt { how, over, polls }
    }
    /// How often its task was polled for nothing after it was cut.
    fn woken(polls: &AtomicU32) -> u32 { polls.load(SeqCst).saturating_sub(1) }
    fn finished(&self) -> bool { self.over.load(SeqCst) }
    fn poll(&mut self) {
        if self.finished() { return; }
        if let How::Hand(Some(f), flag) = &mut self.how {
            if !flag.0.swap(false, SeqCst) { return; }
            let waker = Waker::from(flag.clone());
            let _ = f.as_mut().poll(&mut Context::from_waker(&waker));
        }
    }
    fn cut(&mut self) {
        match &mut self.how {
            How::Task(h) => h.abort(),
            How::Select(stop) => stop.open(),
            How::Hand(f, _) => *f = None,
        }
    }
}

async fn settled() { for _ in 0..6 { task::yield_now().await; } }
async fn settle(attempt: &mut Option<Attempt>) {
    settled().await;
    let Some(attempt) = attempt else { return };
    if !matches!(attempt.how, How::Hand(..)) { return; }
    for _ in 0..6 { attempt.poll(); settled().await; }
}

struct Cut { step: Option<u32>, again: bool, at: u32, was: bool }
impl Cut {
    async fn look(&mut self, op: &Op, attempt: &mut Option<Attempt>) {
        let here = Some(self.at) == self.step;
        self.at += 1;
        if !here || attempt.as_ref().map_or(true, |it| it.finished()) { return; }
        self.was = true;
        attempt.as_mut().unwrap().cut();
        settled().await;
        *attempt = if self.again { Some(Attempt::new("abort", op)) } else { None };
    }
}

async fn play(make: Make, way: &str, step: Option<u32>, again: bool) -> Option<String> {
    let notes = Notes::default();
    let mut scene = make(notes.clone());
    settled().await;
    let mut attempt = Some(Attempt::new(way, &scene.op));
    let polls = attempt.as_ref().unwrap().polls.clone();
    let mut cut = Cut { step, again, at: 0, was: false };
    cut.look(&scene.op, &mut attempt).await;
    if let Some(it) = &mut attempt { it.poll(); }
    cut.look(&scene.op, &mut attempt).await;
    for m in &mut scene.moves {
        settle(&mut attempt).await;
        cut.look(&scene.op, &mut attempt).await;
        m();
        cut.look(&scene.op, &mut attempt).await;
    }
    settle(&mut attempt).await;
    let finished = attempt.as_ref().map_or(true, |it| it.finished());
    if !finished { attempt.as_mut().unwrap().cut(); settled().await; }
    if step.is_some() && !cut.was { return None; }
    let (facts, well) = (scene.end)();
    let woken = Attempt::woken(&polls);
    let woken = if woken > 0 { format!(", woken {}", woken) } else { String::new() };
    Some(format!("{} [{}] [{}] {}{}", if finished { "ends" } else { "waits" }, shown(&notes), facts, if well { "well" } else { "wrong" }, woken))
}

fn record(name: &str, scenes: &[Make]) {
    run(name, async {
        for (i, make) in scenes.iter().enumerate() {
            for way in ["abort", "select", "lives", "drop"] {
                // What loses here is `&mut handle`, which leaves its waker with
                // the task; a handle that loses itself takes it away.
                if name == "task.JoinHandle" && way == "lives" { continue; }
                l(format!("{} {}: {}", i, way, play(*make, way, None, true).await.unwrap()));
                for step in 0.. {
                    let Some(it) = play(*make, way, Some(step), true).await else { break };
                    l(format!("{} {} at {}, again: {}", i, way, step, it));
                    l(format!("{} {} at {}: {}", i, way, step, play(*make, way, Some(step), false).await.unwrap()));
                }
            }
        }
    });
}

/// A lock that is held; the operation waits for it, and one more behind.
macro_rules! handed_over {
    ($notes:ident, $it:expr, $behind:expr, $held:expr, $free:expr) => {{
        let notes = $notes;
        let (n, it) = (notes.clone(), $it);
        let op = op(move || { let n = n.clone(); let wait = it(); async move { let _g = wait.await; note(&n, "it"); } });
        let (n, behind) = (notes.clone(), $behind);
        let mut moves = vec![mv(move || { let n = n.clone(); let wait = behind(); spawn(async move { let _g = wait.await; note(&n, "behind"); }); })];
        for guard in $held { let mut guard = Some(guard); moves.push(mv(move || drop(guard.take()))); }
        let free = $free;
        Scene { op, moves, end: Box::new(move || (String::new(), has(&notes, "behind") && free())) }
    }};
}
macro_rules! later { ($x:ident => $e:expr) => {{ let $x = $x.clone(); move || { let $x = $x.clone(); async move { $e } } }}; }
/// Waits, holds what it waited for while it notes it, and lets go.
macro_rules! mutex { ($n:ident, $x:ident => $e:expr) => {{
    let $x = Arc::new(Mutex::new(()));
    let held = vec![$x.clone().try_lock_owned().unwrap()];
    let free = $x.clone();
    handed_over!($n, later!($x => { $e }), later!($x => { $x.lock_owned().await }), held, move || free.try_lock().is_ok())
}}; }
macro_rules! reading { ($n:ident, $x:ident => $e:expr) => {{
    let $x = Arc::new(RwLock::new(()));
    let held = vec![$x.clone().try_write_owned().unwrap()];
    let free = $x.clone();
    handed_over!($n, later!($x => { $e }), later!($x => { $x.write_owned().await }), held, move || free.try_write().is_ok())
}}; }
macro_rules! writing { ($n:ident, $x:ident => $e:expr) => {{
    let $x = Arc::new(RwLock::with_max_readers((), 3));
    let held = vec![$x.clone().try_read_owned().unwrap(), $x.clone().try_read_owned().unwrap(), $x.clone().try_read_owned().unwrap()];
    let free = $x.clone();
    handed_over!($n, later!($x => { $e }), later!($x => { $x.read_owned().await }), held, move || free.try_write().is_ok())
}}; }
macro_rules! permits { ($n:ident, $x:ident => $e:expr) => {{
    let $x = Arc::new(Semaphore::new(3));
    let held = vec![$x.clone().try_acquire_owned().unwrap(), $x.clone().try_acquire_owned().unwrap(), $x.clone().try_acquire_owned().unwrap()];
    let free = $x.clone();
    handed_over!($n, later!($x => { $e }), later!($x => { $x.acquire_owned().await.unwrap() }), held, move || free.available_permits() == 3)
}}; }

fn notified_one(notes: Notes, enabled: bool) -> Scene {
    let notify = Arc::new(Notify::new());
    let (n, it) = (notes.clone(), notify.clone());
    let op = op(move || {
        let (n, it) = (n.clone(), it.clone());
        async move {
            let f = it.notified();
            tokio::pin!(f);
            if enabled { f.as_mut().enable(); }
            f.await;
            note(&n, "it");
        }
    });
    let (n, it) = (notes.clone(), notify.clone());
    let behind = mv(move || { let (n, it) = (n.clone(), it.clone()); spawn(async move { it.notified().await; note(&n, "behind"); }); });
    let (a, b) = (notify.clone(), notify);
    Scene { op, moves: vec![behind, mv(move || a.notify_one()), mv(move || b.notify_one())], end: Box::new(move || (String::new(), has(&notes, "behind"))) }
}
fn notified_all(_: Notes) -> Scene {
    let notify = Arc::new(Notify::new());
    let it = notify.clone();
    let op = op(move || { let it = it.clone(); async move { it.notified().await } });
    Scene { op, moves: vec![mv(move || notify.notify_waiters())], end: nothing() }
}
fn nothing() -> Box<dyn FnMut() -> (String, bool)> { Box::new(|| (String::new(), true)) }

fn barrier(_: Notes) -> Scene {
    let wall = Arc::new(Barrier::new(3));
    let others: Arc<Std<Vec<task::JoinHandle<()>>>> = Arc::default();
    let (w, o) = (wall.clone(), others.clone());
    let come = move || { let w = w.clone(); o.lock().unwrap().push(spawn(async move { w.wait().await; })); };
    come();
    let op = op(move || { let wall = wall.clone(); async move { wall.wait().await; } });
    Scene { op, moves: vec![mv(come)], end: Box::new(move || {
        let all: Vec<String> = others.lock().unwrap().iter().map(|h| h.is_finished().to_string()).collect();
        (all.join(","), true)
    }) }
}

/// One calls for the value, and another behind it.
fn initializing(notes: Notes, fallible: bool, taking_over: bool) -> Scene {
    let cell: Arc<OnceCell<&'static str>> = Arc::new(OnceCell::new());
    let gate = Gate::default();
    let first = if taking_over {
        let cell = cell.clone();
        let never = Gate::default();
        Some(spawn(async move { cell.get_or_init(|| async { never.await; "first" }).await; }))
    } else { None };
    let (c, g) = (cell.clone(), gate.clone());
    let call = move || {
        let (cell, gate) = (c.clone(), g.clone());
        async move {
            let make = || async { if !taking_over { gate.await; } "value" };
            if fallible { let _: Result<_, ()> = cell.get_or_try_init(|| async { Ok(make().await) }).await; }
            else { cell.get_or_init(make).await; }
        }
    };
    let (n, c) = (notes.clone(), call.clone());
    let op = op(move || { let n = n.clone(); let it = c(); async move { it.await; note(&n, "it"); } });
    let n = notes.clone();
    let behind = mv(move || { let n = n.clone(); let it = call(); spawn(async move { it.await; note(&n, "behind"); }); });
    let end = mv(move || match &first { Some(h) => h.abort(), None => gate.open() });
    Scene { op, moves: vec![behind, end], end: Box::new(move || {
        (cell.get().unwrap_or(&"").to_string(), has(&notes, "behind") && cell.get().is_some())
    }) }
}

/// A full channel: the operation wants a place, and one more behind it.
fn wants_place(notes: Notes, how: &'static str) -> Scene {
    let (tx, rx) = mpsc::channel::<&'static str>(1);
    tx.try_send("first").unwrap();
    let sent = Notes::default();
    note(&sent, "first");
    let rx = Arc::new(Std::new(rx));
    let (t, s) = (tx.clone(), sent.clone());
    let op = op(move || {
        let (t, s) = (t.clone(), s.clone());
        async move {
            match how {
                "send" => t.send("it").await.unwrap(),
                "reserve" => t.reserve().await.unwrap().send("it"),
                "reserve_owned" => drop(t.clone().reserve_owned().await.unwrap().send("it")),
                _ => t.send_timeout("it", ms(10)).await.unwrap(),
            }
            note(&s, "it");
        }
    });
    let (t, s) = (tx.clone(), sent.clone());
    let mut moves = vec![mv(move || { let (t, s) = (t.clone(), s.clone()); spawn(async move { t.send("behind").await.unwrap(); note(&s, "behind"); }); })];
    for _ in 0..3 {
        let (rx, n) = (rx.clone(), notes.clone());
        moves.push(mv(move || while let Ok(it) = rx.lock().unwrap().try_recv() { note(&n, it) }));
    }
    Scene { op, moves, end: Box::new(move || {
        let _ = &rx;
        let sorted = |n: &Notes| { let mut v = n.lock().unwrap().clone(); v.sort(); v };
        (String::new(), sorted(&notes) == sorted(&sent) && has(&sent, "behind") && tx.capacity() == 1)
    }) }
}
/// A channel that stays full for longer than it is waited.
fn finds_no_place(_: Notes) -> Scene {
    let (tx, rx) = mpsc::channel::<u32>(1);
    tx.try_send(1).unwrap();
    let t = tx.clone();
    let op = op(move || { let t = t.clone(); async move { t.send_timeout(2, ms(10)).await.unwrap_err(); } });
    let moves = [4, 6, 20].map(|n| mv(move || { spawn(time::advance(ms(n))); })).into();
    Scene { op, moves, end: Box::new(move || { let _ = &rx; (String::new(), tx.capacity() == 0) }) }
}

macro_rules! receives { ($make:expr, $send:ident, $capacity:expr) => {{
    let (tx, rx) = $make;
    let rx = Arc::new(Mutex::new(rx));
    let got = Notes::default();
    let (r, g) = (rx.clone(), got.clone());
    let op = op(move || { let (r, g) = (r.clone(), g.clone()); async move { let it = r.try_lock().unwrap().recv().await.unwrap(); note(&g, it); } });
    let mut moves = vec![];
    for i in 1..3u32 { let tx = tx.clone(); moves.push(mv(move || tx.$send(i).unwrap())); }
    let capacity = $capacity;
    Scene { op, moves, end: Box::new(move || {
        while let Ok(it) = rx.try_lock().unwrap().try_recv() { note(&got, it); }
        (shown(&got), shown(&got) == "1,2" && capacity(&tx))
    }) }
}}; }

macro_rules! ends { ($make:expr, $rx:ident => $close:expr) => {{
    let (tx, rx) = $make;
    let op = op(move || { let tx = tx.clone(); async move { tx.closed().await } });
    let mut rx = Some(rx);
    Scene { op, moves: vec![mv(move || { let $rx = &mut rx; $close })], end: nothing() }
}}; }

fn oneshot_recv(_: Notes) -> Scene {
    let (tx, rx) = oneshot::channel::<&'static str>();
    let rx = Arc::new(Mutex::new(rx));
    let got = Notes::default();
    let (r, g) = (rx.clone(), got.clone());
    let op = op(move || { let (r, g) = (r.clone(), g.clone()); async move { let it = (&mut *r.try_lock().unwrap()).await.unwrap(); note(&g, it); } });
    let mut tx = Some(tx);
    Scene { op, moves: vec![mv(move || tx.take().unwrap().send("message").unwrap())], end: Box::new(move || {
        if shown(&got).is_empty() { note(&got, rx.try_lock().unwrap().try_recv().unwrap()); }
        (shown(&got), shown(&got) == "message")
    }) }
}
fn oneshot_closed(_: Notes) -> Scene {
    let (tx, mut rx) = oneshot::channel::<()>();
    let tx = Arc::new(Mutex::new(tx));
    let op = op(move || { let tx = tx.clone(); async move { tx.try_lock().unwrap().closed().await } });
    Scene { op, moves: vec![mv(move || rx.close())], end: nothing() }
}
fn broadcast_recv(capacity: usize) -> Scene {
    use broadcast::error::{RecvError, TryRecvError};
    let (tx, rx) = broadcast::channel::<u32>(capacity);
    let rx = Arc::new(Mutex::new(rx));
    let got = Notes::default();
    let (r, g) = (rx.clone(), got.clone());
    let op = op(move || {
        let (r, g) = (r.clone(), g.clone());
        async move {
            match r.try_lock().unwrap().recv().await {
                Ok(it) => note(&g, it),
                Err(RecvError::Lagged(n)) => note(&g, format!("Lagged {}", n)),
                Err(RecvError::Closed) => note(&g, "Closed"),
            }
        }
    });
    let t = tx.clone();
    let moves = vec![mv(move || { tx.send(1).unwrap(); tx.send(2).unwrap(); }), mv(move || { t.send(3).unwrap(); })];
    Scene { op, moves, end: Box::new(move || {
        for _ in 0..4 {
            match rx.try_lock().unwrap().try_recv() {
                Ok(it) => note(&got, it),
                Err(TryRecvError::Lagged(n)) => note(&got, format!("Lagged {}", n)),
                Err(_) => {}
            }
        }
        (shown(&got), shown(&got).ends_with('3'))
    }) }
}
fn changed(_: Notes) -> Scene {
    let (tx, rx) = watch::channel(0);
    let rx = Arc::new(Mutex::new(rx));
    let seen = Notes::default();
    let (r, s) = (rx.clone(), seen.clone());
    let op = op(move || {
        let (r, s) = (r.clone(), s.clone());
        async move { let mut r = r.try_lock().unwrap(); r.changed().await.unwrap(); note(&s, *r.borrow_and_update()); }
    });
    let tx = Arc::new(tx);
    let mut moves = vec![];
    for i in 1..3 { let tx = tx.clone(); moves.push(mv(move || tx.send(i).unwrap())); }
    Scene { op, moves, end: Box::new(move || {
        let _ = &tx;
        let mut r = rx.try_lock().unwrap();
        if r.has_changed().unwrap() { note(&seen, *r.borrow_and_update()); }
        (shown(&seen), shown(&seen).ends_with('2'))
    }) }
}
fn unwatched(_: Notes) -> Scene {
    let (tx, rx) = watch::channel(0);
    let tx = Arc::new(tx);
    let op = op(move || { let tx = tx.clone(); async move { tx.closed().await } });
    let mut rx = Some(rx);
    Scene { op, moves: vec![mv(move || drop(rx.take()))], end: nothing() }
}

fn cancelled(_: Notes) -> Scene {
    let token = tokio_util::sync::CancellationToken::new();
    let it = token.clone();
    let op = op(move || { let it = it.clone(); async move { it.cancelled().await } });
    Scene { op, moves: vec![mv(move || token.cancel())], end: nothing() }
}
fn handle(_: Notes) -> Scene {
    let gate = Gate::default();
    let wait = gate.clone();
    let other = Arc::new(Mutex::new(spawn(async move { wait.await; 7 })));
    let got = Notes::default();
    let (h, g) = (other.clone(), got.clone());
    let op = op(move || { let (h, g) = (h.clone(), g.clone()); async move { let it = (&mut *h.try_lock().unwrap()).await.unwrap(); note(&g, it); } });
    Scene { op, moves: vec![mv(move || gate.open())], end: Box::new(move || (shown(&got), other.try_lock().unwrap().is_finished())) }
}
fn join_next(_: Notes) -> Scene {
    let mut set = task::JoinSet::new();
    let mut moves = vec![];
    for n in 1..3u32 {
        let gate = Gate::default();
        let wait = gate.clone();
        set.spawn(async move { wait.await; n });
        moves.push(mv(move || gate.open()));
    }
    moves.push(mv(|| {}));
    let set = Arc::new(Mutex::new(set));
    let got = Notes::default();
    let (s, g) = (set.clone(), got.clone());
    let op = op(move || { let (s, g) = (s.clone(), g.clone()); async move { let it = s.try_lock().unwrap().join_next().await.unwrap().unwrap(); note(&g, it); } });
    Scene { op, moves, end: Box::new(move || {
        let left = set.try_lock().unwrap().len();
        (shown(&got), left + got.lock().unwrap().len() == 2)
    }) }
}
/// One task has ended and gives a lock, the other one waits with another.
fn shutdown(_: Notes) -> Scene {
    let [given, used] = [(); 2].map(|_| Arc::new(Mutex::new(())));
    let mut set = task::JoinSet::new();
    let (g, u) = (given.clone(), used.clone());
    set.spawn(async move { Some(g.lock_owned().await) });
    set.spawn(async move { let _g = u.lock().await; Gate::default().await; None });
    let set = Arc::new(Mutex::new(set));
    let polled = Arc::new(AtomicBool::new(false));
    let (s, p) = (set.clone(), polled.clone());
    let op = op(move || {
        let (s, p) = (s.clone(), p.clone());
        async move { p.store(true, SeqCst); s.try_lock().unwrap().shutdown().await }
    });
    Scene { op, moves: vec![], end: Box::new(move || {
        let empty = set.try_lock().unwrap().is_empty();
        let goes_on = polled.load(SeqCst) && used.try_lock().is_err();
        (empty.to_string(), !goes_on && !(empty && given.try_lock().is_err()))
    }) }
}

pub fn all() {
    record("sync.Mutex.lock", &[|n| mutex!(n, x => { let _g = x.lock().await; })]);
    record("sync.Mutex.lockOwned", &[|n| mutex!(n, x => x.lock_owned().await)]);
    record("sync.RwLock.read", &[|n| reading!(n, x => { let _g = x.read().await; })]);
    record("sync.RwLock.readOwned", &[|n| reading!(n, x => x.read_owned().await)]);
    record("sync.RwLock.write", &[|n| writing!(n, x => { let _g = x.write().await; })]);
    record("sync.RwLock.writeOwned", &[|n| writing!(n, x => x.write_owned().await)]);
    record("sync.Semaphore.acquire", &[|n| permits!(n, x => { let _g = x.acquire().await.unwrap(); })]);
    record("sync.Semaphore.acquireOwned", &[|n| permits!(n, x => x.acquire_owned().await.unwrap())]);
    record("sync.Semaphore.acquireMany", &[
        |n| permits!(n, x => { let _g = x.acquire_many(2).await.unwrap(); }),
        |n| permits!(n, x => { let _g = x.acquire_many(3).await.unwrap(); }),
    ]);
    record("sync.Semaphore.acquireManyOwned", &[|n| permits!(n, x => x.acquire_many_owned(2).await.unwrap())]);
    record("sync.Notify.notified", &[|n| notified_one(n, false), |n| notified_one(n, true), notified_all]);
    record("sync.Barrier.wait", &[barrier]);
    record("sync.OnceCell.getOrInit", &[|n| initializing(n, false, false), |n| initializing(n, false, true)]);
    record("sync.OnceCell.getOrTryInit", &[|n| initializing(n, true, false), |n| initializing(n, true, true)]);
    record("sync.mpsc.Sender.send", &[|n| wants_place(n, "send")]);
    record("sync.mpsc.Sender.reserve", &[|n| wants_place(n, "reserve")]);
    record("sync.mpsc.Sender.reserveOwned", &[|n| wants_place(n, "reserve_owned")]);
    record("sync.mpsc.Sender.sendTimeout", &[|n| wants_place(n, "send_timeout"), finds_no_place]);
    record("sync.mpsc.Sender.closed", &[
        |_| ends!(mpsc::channel::<u32>(2), rx => rx.as_mut().unwrap().close()),
        |_| ends!(mpsc::unbounded_channel::<u32>(), rx => rx.as_mut().unwrap().close()),
        |_| ends!(mpsc::channel::<u32>(2), rx => drop(rx.take())),
        |_| ends!(mpsc::unbounded_channel::<u32>(), rx => drop(rx.take())),
    ]);
    record("sync.mpsc.Receiver.recv", &[
        |_| receives!(mpsc::channel::<u32>(2), try_send, |tx: &mpsc::Sender<u32>| tx.capacity() == 2),
        |_| receives!(mpsc::unbounded_channel::<u32>(), send, |_: &mpsc::UnboundedSender<u32>| true),
    ]);
    record("sync.oneshot.Receiver", &[oneshot_recv]);
    record("sync.oneshot.Sender.closed", &[oneshot_closed]);
    record("sync.broadcast.Receiver.recv", &[|_| broadcast_recv(4), |_| broadcast_recv(1)]);
    record("sync.watch.Receiver.changed", &[changed]);
    record("sync.watch.Sender.closed", &[unwatched]);
    record("CancellationToken.cancelled", &[cancelled]);
    record("task.JoinHandle", &[handle]);
    record("task.JoinSet.joinNext", &[join_next]);
    record("task.JoinSet.shutdown", &[shutdown]);
}
