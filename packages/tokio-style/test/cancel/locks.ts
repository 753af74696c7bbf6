/** Cancel safety of `sync`: locks and permits. */
import { type Effect, Exit } from "effect";
import { fn, sync } from "../../src/index.js";
import { valueOf } from "../support.js";
import { served } from "./events.js";
import type { Rows } from "./row.js";
import { type Make, type Notes, start } from "./scene.js";

type Guards = Effect.Effect<Disposable, any>;

/** Takes a turn behind the operation, and notes it. */
const behind = fn(function* (notes: Notes, wait: Guards) {
  using _ = yield* wait;
  notes.order.push("behind");
});

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
};
