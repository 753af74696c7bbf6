//! What a program works on, and what its futures give.

use crate::slots::Slot;
use std::cell::{Cell, RefCell, UnsafeCell};
use std::future::Future;
use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::rc::Rc;
use tokio::sync::{
    broadcast, mpsc, oneshot, watch, Barrier, Mutex, MutexGuard, Notify, OnceCell, RwLock,
    RwLockReadGuard, RwLockWriteGuard, Semaphore, SemaphorePermit,
};
use tokio::task::{JoinHandle, JoinSet, LocalEnterGuard, LocalSet};
use tokio::time::Interval;
use tokio_util::sync::{CancellationToken, DropGuard};

tokio::task_local! {
    pub static LOCAL: u32;
}

/// The task-local value, where there is one.
pub fn local() -> String {
    LOCAL.try_with(u32::to_string).unwrap_or_default()
}

pub type Fut = Pin<Box<dyn Future<Output = Out>>>;

/// What is held until it is dropped.
#[allow(dead_code)]
pub enum Guard {
    Mutex(MutexGuard<'static, u32>),
    Read(RwLockReadGuard<'static, u32>),
    Write(RwLockWriteGuard<'static, u32>),
    Permit(SemaphorePermit<'static>),
    Place(mpsc::Permit<'static, u32>),
    Token(DropGuard),
    Local(LocalEnterGuard),
}

/// What a future gave, in words.
pub struct Out {
    pub ok: bool,
    pub text: String,
    pub guard: Option<Guard>,
}

// Everything stays on one thread; `spawn` cannot know.
unsafe impl Send for Out {}

impl Out {
    pub fn ok(text: impl ToString) -> Out {
        let text = text.to_string();
        Out {
            ok: true,
            text,
            guard: None,
        }
    }

    pub fn err(text: impl ToString) -> Out {
        Out {
            ok: false,
            ..Out::ok(text)
        }
    }

    pub fn holding(guard: Guard, text: impl ToString) -> Out {
        Out {
            guard: Some(guard),
            ..Out::ok(text)
        }
    }
}

pub enum Receiver {
    Bounded(mpsc::Receiver<u32>),
    Unbounded(mpsc::UnboundedReceiver<u32>),
}

/// The senders of a task.
#[derive(Default)]
pub struct Senders {
    pub bounded: [UnsafeCell<Option<mpsc::Sender<u32>>>; 2],
    pub unbounded: UnsafeCell<Option<mpsc::UnboundedSender<u32>>>,
}

impl Senders {
    pub fn bounded(&self, chan: usize) -> Option<&'static mpsc::Sender<u32>> {
        unsafe { (*self.bounded[chan].get()).as_ref() }
    }

    pub fn unbounded(&self) -> Option<&'static mpsc::UnboundedSender<u32>> {
        unsafe { (*self.unbounded.get()).as_ref() }
    }

    pub fn clone_of(other: &Senders) -> Senders {
        Senders {
            bounded: [0, 1].map(|chan| UnsafeCell::new(other.bounded(chan).cloned())),
            unbounded: UnsafeCell::new(other.unbounded().cloned()),
        }
    }

    /// Gives up the sender of one channel.
    pub fn give_up(&self, end: usize) -> bool {
        match end {
            2 => unsafe { (*self.unbounded.get()).take() }.is_some(),
            _ => unsafe { (*self.bounded[end].get()).take() }.is_some(),
        }
    }
}

/// Aborts a task whose handle may be gone: what an `AbortHandle` is, which this
/// version makes only for a `JoinSet`.
pub struct Job {
    handle: ManuallyDrop<JoinHandle<Out>>,
    ended: Rc<Cell<bool>>,
}

impl Job {
    pub fn new(handle: &JoinHandle<Out>, ended: Rc<Cell<bool>>) -> Job {
        // It is used only while the task has its future, and so is there.
        let handle = ManuallyDrop::new(unsafe { std::ptr::read(handle) });
        Job { handle, ended }
    }

    pub fn abort(&self) {
        if !self.ended.get() {
            self.handle.abort();
        }
    }

    pub fn is_finished(&self) -> bool {
        self.ended.get() || self.handle.is_finished()
    }
}

pub struct World {
    pub handles: RefCell<[Option<JoinHandle<Out>>; 4]>,
    pub jobs: RefCell<[Option<Job>; 4]>,
    pub set: Slot<JoinSet<Out>>,
    pub local_sets: [Slot<LocalSet>; 2],
    /// How many tasks may still come in crowds.
    pub crowds: Cell<u32>,
    /// Main's own: a task that starts has a clone of each that is left.
    pub senders: Rc<Senders>,
    pub receivers: [Slot<Receiver>; 3],
    pub oneshot_senders: [Slot<oneshot::Sender<u32>>; 2],
    pub oneshot_receivers: [Slot<oneshot::Receiver<u32>>; 2],
    pub broadcast: RefCell<Option<broadcast::Sender<u32>>>,
    pub broadcast_receivers: [Slot<broadcast::Receiver<u32>>; 2],
    pub watch: Slot<watch::Sender<u32>>,
    pub watch_receivers: [Slot<watch::Receiver<u32>>; 2],
    pub notifies: [Notify; 2],
    pub mutexes: [Mutex<u32>; 2],
    pub lock: RwLock<u32>,
    pub semaphore: Semaphore,
    pub barrier: Barrier,
    pub once: OnceCell<String>,
    pub intervals: [Slot<Interval>; 2],
    /// All tokens that were made: none is dropped before the end.
    pub tokens: RefCell<Vec<&'static CancellationToken>>,
    pub token_slots: [Cell<usize>; 4],
    all_tokens: RefCell<Vec<*mut CancellationToken>>,
}

impl World {
    pub fn new() -> World {
        let (tx0, rx0) = mpsc::channel(1);
        let (tx1, rx1) = mpsc::channel(2);
        let (tx2, rx2) = mpsc::unbounded_channel();
        let (broadcast, broadcast_rx) = broadcast::channel(2);
        let (watch, watch_rx) = watch::channel(0);
        let ((send0, recv0), (send1, recv1)) = (oneshot::channel(), oneshot::channel());
        let world = World {
            handles: RefCell::default(),
            jobs: RefCell::default(),
            set: Slot::new(Some(JoinSet::new())),
            local_sets: [
                Slot::new(Some(LocalSet::new())),
                Slot::new(Some(LocalSet::new())),
            ],
            crowds: Cell::new(200),
            senders: Rc::new(Senders {
                bounded: [UnsafeCell::new(Some(tx0)), UnsafeCell::new(Some(tx1))],
                unbounded: UnsafeCell::new(Some(tx2)),
            }),
            receivers: [
                Slot::new(Some(Receiver::Bounded(rx0))),
                Slot::new(Some(Receiver::Bounded(rx1))),
                Slot::new(Some(Receiver::Unbounded(rx2))),
            ],
            oneshot_senders: [Slot::new(Some(send0)), Slot::new(Some(send1))],
            oneshot_receivers: [Slot::new(Some(recv0)), Slot::new(Some(recv1))],
            broadcast: RefCell::new(Some(broadcast)),
            broadcast_receivers: [Slot::new(Some(broadcast_rx)), Slot::new(None)],
            watch: Slot::new(Some(watch)),
            watch_receivers: [Slot::new(Some(watch_rx)), Slot::new(None)],
            notifies: Default::default(),
            mutexes: Default::default(),
            lock: RwLock::new(0),
            semaphore: Semaphore::new(2),
            barrier: Barrier::new(2),
            once: OnceCell::new(),
            intervals: [Slot::new(None), Slot::new(None)],
            tokens: RefCell::default(),
            token_slots: Default::default(),
            all_tokens: RefCell::default(),
        };
        let first = world.add_token(CancellationToken::new());
        let child = world.token(0).child_token();
        let child = world.add_token(child);
        let second = world.add_token(CancellationToken::new());
        for (slot, token) in [first, child, second, second].into_iter().enumerate() {
            world.token_slots[slot].set(token);
        }
        world
    }

    pub fn add_token(&self, token: CancellationToken) -> usize {
        let token = Box::into_raw(Box::new(token));
        self.all_tokens.borrow_mut().push(token);
        let mut tokens = self.tokens.borrow_mut();
        tokens.push(unsafe { &*token });
        tokens.len() - 1
    }

    pub fn token(&self, slot: usize) -> &'static CancellationToken {
        self.tokens.borrow()[self.token_slots[slot].get()]
    }
}

impl Drop for World {
    fn drop(&mut self) {
        for token in self.all_tokens.get_mut().drain(..) {
            drop(unsafe { Box::from_raw(token) });
        }
    }
}
