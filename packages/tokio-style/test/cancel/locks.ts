/** Cancel safety of `sync`: locks, permits, and waits for an event. */
import { fn, spawn, sync } from "../../src/index.js";
import { valueOf } from "../support.js";
import { Effect, Exit } from "effect";
import type { Rows } from "./row.js";
import { Gate, type Make, type Notes, start } from "./scene.js";

type Guards = Effect.Effect<Disposable, any>;

/** Takes a turn behind the operation, and notes it. */
const behind = fn(function* (notes: Notes, wait: Guards) {
  using _ = yield* wait;
  notes.order.push("behind");
});

const served = (notes: Notes) =>
  !notes.order.includes("behind") && "who waited behind was not served";

interface Lockable {
  /** What the operation waits for. */
  readonly wait: () => Guards;
  /** What another waits for, behind it. */
  readonly next: () => Guards;
  /** Who has it first; each lets go in a move of its own. */
  readonly held: ReadonlyArray<Disposable>;
  /** Says what is held at the end. */
  readonly leak: () => string | false;
}

/** A lock that is held; the operation waits for it, and one more behind. */
const handedOver =
  (make: () => Lockable): Make =>
  (notes) => {
    const { wait, next, held, leak } = make();
    return {
      op: wait,
      got: (guard: Disposable) => {
        notes.order.push("it");
        guard[Symbol.dispose]();
      },
      moves: [
        () => start(behind(notes, next())),
        ...held.map((guard) => () => guard[Symbol.dispose]()),
      ],
      wrong: () => [served(notes), leak()],
    };
  };

const mutex = (owned: boolean) =>
  handedOver(() => {
    const lock = new sync.Mutex(0);
    const wait = () => (owned ? lock.lockOwned() : lock.lock());
    return {
      wait,
      next: wait,
      held: [valueOf(lock.tryLock())],
      leak: () => !Exit.isSuccess(lock.tryLock()) && "the lock is held",
    };
  });

const reading = (owned: boolean) =>
  handedOver(() => {
    const lock = new sync.RwLock(0);
    return {
      wait: () => (owned ? lock.readOwned() : lock.read()),
      next: () => lock.write(),
      held: [valueOf(lock.tryWrite())],
      leak: () => !Exit.isSuccess(lock.tryWrite()) && "the lock is held",
    };
  });

/** It collects the readers' permits one by one. */
const writing = (owned: boolean) =>
  handedOver(() => {
    const lock = sync.RwLock.withMaxReaders(0, 3);
    return {
      wait: () => (owned ? lock.writeOwned() : lock.write()),
      next: () => lock.read(),
      held: [1, 2, 3].map(() => valueOf(lock.tryRead())),
      leak: () => !Exit.isSuccess(lock.tryWrite()) && "the lock is held",
    };
  });

const permits = (wait: (semaphore: sync.Semaphore) => Guards) =>
  handedOver(() => {
    const semaphore = new sync.Semaphore(3);
    return {
      wait: () => wait(semaphore),
      next: () => semaphore.acquire(),
      held: [1, 2, 3].map(() => valueOf(semaphore.tryAcquire())),
      leak: () =>
        semaphore.availablePermits() !== 3 &&
        `${3 - semaphore.availablePermits()} permits are held`,
    };
  });

const passesOn = "a lock that was handed over goes to the next";

const notifiedOne =
  (enabled: boolean): Make =>
  (notes) => {
    const notify = new sync.Notify();
    const next = Effect.map(
      notify.notified(),
      () => void notes.order.push("behind"),
    );
    return {
      op: () => {
        const notified = notify.notified();
        if (enabled) notified.enable();
        return notified;
      },
      got: () => notes.order.push("it"),
      moves: [
        () => start(next),
        () => notify.notifyOne(),
        () => notify.notifyOne(),
      ],
      wrong: () => [served(notes)],
    };
  };

const notifiedAll: Make = () => {
  const notify = new sync.Notify();
  return {
    op: () => notify.notified(),
    moves: [() => notify.notifyWaiters()],
  };
};

export const barrier: Make = () => {
  const wall = new sync.Barrier(3);
  const others: Array<() => boolean> = [];
  const come = () => {
    const handle = spawn(wall.wait());
    others.push(() => handle.isFinished());
  };
  come();
  return {
    op: () => wall.wait(),
    moves: [come],
    facts: () => others.map((it) => it()),
  };
};

type Cell = sync.OnceCell<string>;
type Init = (
  cell: Cell,
  make: () => Effect.Effect<string>,
) => Effect.Effect<string>;

/** One calls for the value, and another behind it. */
const initializing =
  (
    init: Init,
    begin: (cell: Cell) => {
      readonly make: Effect.Effect<string>;
      readonly end: () => void;
    },
  ): Make =>
  (notes) => {
    const cell: Cell = new sync.OnceCell();
    const { make, end } = begin(cell);
    const call = () => init(cell, () => make);
    return {
      op: call,
      got: () => notes.order.push("it"),
      moves: [
        () => start(Effect.map(call(), () => void notes.order.push("behind"))),
        end,
      ],
      facts: () => cell.get(),
      wrong: () => [
        served(notes),
        cell.get() === undefined && "nobody has made the value",
      ],
    };
  };

/** It makes the value. */
const making = (init: Init) =>
  initializing(init, () => {
    const gate = new Gate();
    return { make: Effect.as(gate.wait, "value"), end: () => gate.open() };
  });

/** It waits for one that gives up. */
const takingOver = (init: Init) =>
  initializing(init, (cell) => {
    const first = spawn(init(cell, () => Effect.as(new Gate().wait, "first")));
    return { make: Effect.succeed("value"), end: () => first.abort() };
  });

const getOrInit: Init = (cell, make) => cell.getOrInit(make);
const getOrTryInit: Init = (cell, make) => cell.getOrTryInit(make);

export const locks: Rows = {
  "sync.Mutex.lock": {
    at: "sync/mutex.ts#Mutex.lock",
    cases: [{ verdict: "place", note: passesOn, scenes: [mutex(false)] }],
    said: "place",
  },
  "sync.Mutex.lockOwned": {
    at: "sync/mutex.ts#Mutex.lockOwned",
    as: "sync.Mutex.lock",
    scenes: [mutex(true)],
  },
  "sync.RwLock.read": {
    at: "sync/rwlock.ts#RwLock.read",
    cases: [{ verdict: "place", note: passesOn, scenes: [reading(false)] }],
    said: "place",
  },
  "sync.RwLock.readOwned": {
    at: "sync/rwlock.ts#RwLock.readOwned",
    as: "sync.RwLock.read",
    scenes: [reading(true)],
  },
  "sync.RwLock.write": {
    at: "sync/rwlock.ts#RwLock.write",
    cases: [
      {
        verdict: "place",
        note: "the readers behind it may go on",
        scenes: [writing(false)],
      },
    ],
    said: "place",
  },
  "sync.RwLock.writeOwned": {
    at: "sync/rwlock.ts#RwLock.writeOwned",
    as: "sync.RwLock.write",
    scenes: [writing(true)],
  },
  "sync.Semaphore.acquire": {
    at: "sync/semaphore.ts#Semaphore.acquire",
    cases: [
      {
        verdict: "place",
        note: "a permit that was handed over goes to the next",
        scenes: [permits((it) => it.acquire())],
      },
    ],
    said: "place",
  },
  "sync.Semaphore.acquireOwned": {
    at: "sync/semaphore.ts#Semaphore.acquireOwned",
    as: "sync.Semaphore.acquire",
    scenes: [permits((it) => it.acquireOwned())],
  },
  "sync.Semaphore.acquireMany": {
    at: "sync/semaphore.ts#Semaphore.acquireMany",
    cases: [
      {
        verdict: "place",
        note: "permits that it had collected go to the next",
        scenes: [2, 3].map((n) => permits((it) => it.acquireMany(n))),
      },
    ],
    said: "place",
  },
  "sync.Semaphore.acquireManyOwned": {
    at: "sync/semaphore.ts#Semaphore.acquireManyOwned",
    as: "sync.Semaphore.acquireMany",
    scenes: [permits((it) => it.acquireManyOwned(2))],
  },
  "sync.Notify.notified": {
    at: "sync/notify.ts#Notify.notified",
    cases: [
      {
        verdict: "place",
        note: "a `notifyOne` that was meant for it goes to the next",
        scenes: [notifiedOne(false), notifiedOne(true)],
      },
      {
        when: "woken by `notifyWaiters`",
        verdict: "unsafe",
        note: "that was all, and the next call waits for another",
        scenes: [notifiedAll],
      },
    ],
    said: "place",
    why: "Tokio's docs speak of the queue only; its `notify_waiters` is lost in the same way",
  },
  "sync.Barrier.wait": {
    at: "sync/barrier.ts#Barrier.wait",
    cases: [
      {
        verdict: "unsafe",
        note: "one that is dropped while it waits still counts as having come",
        scenes: [barrier],
      },
    ],
    said: "nothing",
  },
  "sync.OnceCell.getOrInit": {
    at: "sync/once-cell.ts#OnceCell.getOrInit",
    cases: [
      {
        verdict: "place",
        note: "when the one that is at work is dropped, or `make` panics, the first that waits takes over, with its own `make`",
        scenes: [making(getOrInit), takingOver(getOrInit)],
      },
    ],
    said: "nothing",
  },
  "sync.OnceCell.getOrTryInit": {
    at: "sync/once-cell.ts#OnceCell.getOrTryInit",
    as: "sync.OnceCell.getOrInit",
    scenes: [making(getOrTryInit), takingOver(getOrTryInit)],
  },
};
