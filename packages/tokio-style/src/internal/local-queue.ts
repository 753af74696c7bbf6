/**
 * The tasks of a LocalSet: a list of those alive, a queue of those woken, and
 * the waker of whoever polls the set.
 *
 * A task that is woken while the set is polled, or entered, is only queued.
 * Else the set is woken too, that is, the task in which it was polled last,
 * once: the next poll says anew whom to wake. Tokio has a second queue for
 * wakes from other threads; here all come from the thread of the set.
 */
import type { Effect } from "effect";
import { RuntimeClock } from "./clock.js";
import { coop } from "./coop.js";
import { Deque } from "./deque.js";
import type { Pollable } from "./leaf.js";
import { List } from "./list.js";
import { currentScheduler, Scheduler } from "./scheduler.js";
import { prepare } from "./spawn.js";
import { Strand } from "./strand.js";
import { type Ended, Task } from "./task.js";
import { reportPanic } from "./unclaimed.js";

/** How many tasks are polled in one poll of the set. */
const MAX_TASKS_PER_TICK = 61;

let current: LocalQueue | undefined;

/** Makes a set the current one; returns the one that was. */
export function enterLocal(
  queue: LocalQueue | undefined,
): LocalQueue | undefined {
  const before = current;
  current = queue;
  return before;
}

/** Returns the current set; throws when there is none. */
export function localHere(): LocalQueue {
  if (current !== undefined) return current;
  throw new Error("`spawn_local` called from outside of a `task::LocalSet`");
}

let homeless: Scheduler | undefined;

/** The scheduler of tasks that no runtime has polled: it never runs. */
function nowhere(): Scheduler {
  const listeners = { panic: reportPanic, failure: undefined };
  return (homeless ??= new Scheduler(new RuntimeClock(false), false, {
    listeners,
    watchdog: undefined,
  }));
}

class LocalTask extends Task {
  constructor(
    runtime: Scheduler,
    readonly queue: LocalQueue,
  ) {
    super(runtime);
  }

  protected override schedule(): void {
    this.queue.schedule(this);
  }

  protected override complete(ended: Ended): void {
    super.complete(ended);
    this.queue.released(this);
  }
}

/** What a LocalSet is made of. */
export class LocalQueue {
  readonly tasks = new List<LocalTask>();
  #woken = new Deque<LocalTask>();
  #homeless: Array<LocalTask> = [];
  #waker: Pollable | undefined = undefined;
  #closed = false;

  /** Makes a task of the set and queues it; nothing of it runs yet. */
  spawn(future: Effect.Effect<any, any>): Task {
    const scheduler = currentScheduler() ?? nowhere();
    const task = new LocalTask(scheduler, this);
    prepare(task, scheduler, future);
    if (this.#closed) {
      task.shutdown("drop");
      return task;
    }
    this.tasks.push(task);
    if (scheduler === homeless) this.#homeless.push(task);
    else scheduler.locals.add(this.tasks);
    this.schedule(task);
    return task;
  }

  schedule(task: LocalTask): void {
    this.#woken.push(task);
    if (current !== this) this.wake();
  }

  /** Wakes whoever polled the set last. */
  wake(): void {
    const waker = this.#waker;
    this.#waker = undefined;
    waker?.wake();
  }

  /** Takes a task that has ended off the list. */
  released(task: LocalTask): void {
    this.tasks.remove(task);
    if (this.tasks.isEmpty()) task.runtime.locals.delete(this.tasks);
  }

  /** A task is about to poll the set: it is who to wake. */
  register(waker: Pollable): void {
    this.#waker = waker;
    if (this.#homeless.length === 0) return;
    const scheduler = waker.runtime ?? currentScheduler();
    if (scheduler === undefined) return;
    scheduler.locals.add(this.tasks);
    for (const task of this.#homeless) {
      const { root } = task;
      if (root instanceof Strand && root.context === task.runtime.context) {
        root.setContext(scheduler.context);
      }
      task.runtime = scheduler;
    }
    this.#homeless = [];
  }

  /**
   * Polls the tasks that are woken, up to 61; returns whether there may be
   * more. The set is the current one meanwhile.
   */
  tick(): boolean {
    const budget = coop.left;
    try {
      for (let i = 0; i < MAX_TASKS_PER_TICK; i++) {
        if (this.#woken.length === 0) return false;
        this.#woken.shift().run();
      }
      return true;
    } finally {
      coop.left = budget;
    }
  }

  /** Drops all tasks, oldest first; those that come later are dropped too. */
  close(): void {
    this.#closed = true;
    const before = enterLocal(this);
    try {
      for (let t = this.tasks.head; t !== undefined; t = this.tasks.head) {
        this.tasks.remove(t);
        t.shutdown("drop");
      }
    } finally {
      enterLocal(before);
    }
    this.#woken = new Deque();
    this.#homeless = [];
  }
}
