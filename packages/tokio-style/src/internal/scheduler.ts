/**
 * The current-thread scheduler: one queue, one loop, one driver.
 *
 * The order, which is observable, is that of Tokio 1.24.2:
 *
 * 1. `blockOn`'s future (*main*) is not in the queue. A flag says that it was
 *    woken; it is looked at first, once an outer turn.
 * 2. Then up to 61 tasks are polled, first come first served. Tasks that were
 *    queued from outside the loop stand in a second queue, which is looked at
 *    first at each 31st poll, else when the first one is empty.
 * 3. Then the driver: timers that are due fire; then the tasks that called
 *    `yieldNow` (*deferred*) are queued.
 * 4. With an empty queue the driver waits, unless a task is deferred. Paused
 *    time moves here, and only here, unless main was woken or foreign work is
 *    in flight.
 */
import { coop, INITIAL, UNLIMITED } from "./coop.js";
import { host, type RuntimeClock } from "./clock.js";
import { Context, type Exit } from "effect";
import { Deque } from "./deque.js";
import { drive } from "./drive.js";
import { Deadlock, dump, endsOf } from "./dump.js";
import { Host } from "./host.js";
import { List } from "./list.js";
import type { Pollable } from "./leaf.js";
import type { Main } from "./main.js";
import type { Parking } from "./parking.js";
import { FastRand } from "./rng.js";
import type { Strand } from "./strand.js";
import { enterLocals } from "./locals.js";
import { type Runnable, Task, type TaskCore } from "./task.js";
import { Ends, type Listeners } from "./unclaimed.js";
import type { Watchdog } from "./watchdog.js";
import { Slice } from "./slice.js";
import { Wheel } from "./wheel.js";

export const EVENT_INTERVAL = 61;
export const GLOBAL_QUEUE_INTERVAL = 31;
let running: Scheduler | undefined;

/** Returns the scheduler whose loop runs now, or whose context was entered. */
export function currentScheduler(): Scheduler | undefined {
  return running;
}

/** Runs a function with a scheduler as the current one. */
export function entered<A>(scheduler: Scheduler, f: () => A): A {
  const before = running;
  running = scheduler;
  try {
    return f();
  } finally {
    running = before;
  }
}

/** What a scheduler asks of the runtime that owns it. */
export interface Settings {
  /** Who hears of ends that nobody awaits. */
  readonly listeners: Listeners;
  readonly watchdog: Watchdog | undefined;
  /** How many tasks are polled before the driver. */
  readonly eventInterval?: number;
  /** At each how many polls the queue from outside is looked at first. */
  readonly globalQueueInterval?: number;
  readonly parking?: Parking | undefined;
}

/** The scheduler of one runtime. */
export class Scheduler {
  readonly wheel = new Wheel();
  readonly tasks = new List<TaskCore>();
  /** The tasks of LocalSets, for reports: they have queues of their own. */
  readonly locals = new Set<Iterable<TaskCore>>();
  context: Context.Context<never> = Context.empty();
  random = new FastRand({ s: 1, r: 1 });
  main: Main | undefined = undefined;
  closed = false;
  /** Whether it is on its way there: no future and no job begins. */
  ending = false;
  /** For how many more tasks the place where they are spawned is kept. */
  sites = 1000;
  /** The last whole millisecond at which the loop looked at the clock. */
  seen = 0;
  readonly ends: Ends;
  readonly #local = new Deque<Runnable>();
  readonly #injected = new Deque<Runnable>();
  readonly #deferred = new Deque<Pollable>();
  #tick = 0;
  #globalTick = 0;
  #foreign = 0;
  #outside = 0;
  #peers = 0;
  #quiet = false;
  #looping = false;
  readonly #host = new Host(() => this.turn());
  #remote = 0;
  #scheduled = 0;
  #polls = 0;
  #parks = 0;
  #noops = 0;
  #busy = 0;

  constructor(
    readonly clock: RuntimeClock,
    /** Whether tasks run without a `blockOn`, as on a multi-thread runtime. */
    readonly background: boolean,
    readonly settings: Settings,
  ) {
    this.ends = new Ends(settings.listeners, clock);
  }

  /** What it has done so far, and what waits. */
  get counts() {
    return {
      injected: this.#injected.length,
      local: this.#local.length,
      remote: this.#remote,
      scheduled: this.#scheduled,
      polls: this.#polls,
      parks: this.#parks,
      noops: this.#noops,
      busy: this.#busy,
    };
  }

  /** Queues a task behind all others. */
  schedule(task: Runnable): void {
    if (this.closed) return;
    if (running === this && this.#looping) {
      this.#scheduled++;
      this.#local.push(task);
    } else {
      this.#remote++;
      this.#injected.push(task);
      this.unpark();
    }
  }

  /** Queues a task once the driver has run. */
  defer(task: Pollable): void {
    this.#deferred.push(task);
  }

  /** Makes sure that the loop runs soon. */
  unpark(): void {
    const { parking } = this.settings;
    if (parking !== undefined) parking.token = true;
    if (!this.#looping && (this.background || this.main !== undefined)) {
      this.#host.soon();
    }
  }

  /** Work of ours outside the loop has begun: paused time stands still. */
  outsideBegan(): void {
    this.#outside++;
  }

  outsideEnded(): void {
    // Who waited for it may be gone: then time is what goes on.
    if (--this.#outside === 0) this.unpark();
  }

  /** Somebody waits for a socket's peer: time moves, but it is no deadlock. */
  peerBegan(): void {
    this.#peers++;
  }

  peerEnded(): void {
    this.#peers--;
  }

  /** Begins to run a main future. */
  begin(main: Main): void {
    this.main = main;
    if (this.clock.paused) this.#host.mark();
    this.turn();
  }

  /** Makes time stand still until nothing can run. */
  pause(): void {
    this.clock.pause();
    this.#host.mark();
  }

  resume(): void {
    this.clock.resume();
    this.#host.unmark();
  }

  /** A strand waits for something that is not ours. */
  foreignBegan(): void {
    this.#foreign++;
  }

  foreignEnded(): void {
    this.#foreign--;
  }

  /** Takes a task off the list of those alive. */
  released(task: TaskCore): void {
    this.tasks.remove(task);
    this.ends.ended(task);
  }

  /** Makes a task of its own for a strand whose task is going. */
  detached(strand: Strand): Pollable {
    const task = new Task(this).adopt(strand);
    this.tasks.push(task);
    return task;
  }

  /** Runs until there is nothing to do, or the host must have a turn. */
  turn(): void {
    if (this.#looping || this.closed) return;
    this.#looping = true;
    const budget = coop.left;
    // Tasks run on the thread that blocks, and see what is set there; those
    // of a multi-thread runtime run elsewhere.
    const locals = enterLocals(this.background ? undefined : this.main?.locals);
    this.#host.clear();
    try {
      entered(this, () => this.#loop());
    } finally {
      enterLocals(locals);
      coop.left = budget;
      this.#looping = false;
    }
  }

  #loop(): void {
    const slice = new Slice(this.#tick);
    const polls = this.#polls;
    let mainRan = false;
    try {
      mainRan = this.#run(slice);
    } catch (error) {
      // What is called at a park has thrown: it panics on the blocked thread.
      const { main } = this;
      if (main === undefined) throw error;
      this.#end();
      main.failed(error);
    } finally {
      this.#busy += host.now() - slice.began;
      if (this.#polls === polls && !mainRan) this.#noops++;
    }
  }

  /** Returns whether main was polled. */
  #run(slice: Slice): boolean {
    const { parking } = this.settings;
    let mainRan = false;
    this.#look();
    if (parking?.parked === true && this.#isWoken()) {
      parking.take();
      parking.unpark();
    }
    for (;;) {
      const main = this.main;
      if (main === undefined && !this.background) return mainRan;
      if (main !== undefined && main.woken) {
        main.woken = false;
        this.#quiet = false;
        mainRan = true;
        const exit = this.#pollMain(main);
        if (exit !== undefined) {
          this.#end();
          main.done(main.strand!);
          continue;
        }
      }
      const ranDry = !this.#poll() && this.#deferred.length === 0;
      if (
        ranDry &&
        !(parking === undefined ? this.#park() : this.#parkHeard(parking))
      ) {
        this.#parks++;
        return mainRan;
      }
      if (!ranDry) this.#drive();
      const awaited = this.#foreign + this.#outside + this.#peers > 0;
      if (slice.isOver(this.#tick, awaited)) {
        this.#host.afterOthers();
        return mainRan;
      }
    }
  }

  #isWoken(): boolean {
    return (
      this.main?.woken === true ||
      this.#local.length > 0 ||
      this.#injected.length > 0
    );
  }

  /** Looks at the clock; keeps what it says for those that begin to wait. */
  #look(): number {
    return (this.seen = this.clock.tick());
  }

  #pollMain(main: Main): Exit.Exit<any, any> | undefined {
    const { watchdog } = this.settings;
    coop.left = INITIAL;
    const locals = enterLocals(main.locals);
    main.polled = true;
    const exit =
      watchdog === undefined
        ? drive(main.strand!)
        : watchdog.time("blockOn", () => drive(main.strand!));
    main.polled = false;
    main.since = this.seen;
    enterLocals(locals);
    return exit;
  }

  /** Polls up to 61 tasks; returns false when the queue ran empty. */
  #poll(): boolean {
    const { watchdog, eventInterval = EVENT_INTERVAL } = this.settings;
    for (let i = 0; i < eventInterval; i++) {
      const tick = this.#tick++;
      const task =
        tick === this.#globalTick
          ? this.#shiftGlobal(tick)
          : this.#first(this.#local, this.#injected);
      if (task === undefined) return false;
      this.#quiet = false;
      this.#polls++;
      if (watchdog === undefined) task.run();
      else watchdog.time(task, () => task.run());
      if (this.closed) return true;
    }
    return true;
  }

  #shiftGlobal(tick: number): Runnable | undefined {
    const { globalQueueInterval = GLOBAL_QUEUE_INTERVAL } = this.settings;
    this.#globalTick = tick + globalQueueInterval;
    return this.#first(this.#injected, this.#local);
  }

  /** Takes from a queue, or from the other one when it is empty. */
  #first(one: Deque<Runnable>, other: Deque<Runnable>): Runnable | undefined {
    if (one.length > 0) return one.shift();
    return other.length > 0 ? other.shift() : undefined;
  }

  /** The driver, without waiting. */
  #drive(): void {
    const { parking } = this.settings;
    if (parking?.token === true) this.#drainToken(parking);
    this.#fire();
    const deferred = this.#deferred;
    // Whoever defers again by being woken waits for the next time.
    for (let n = deferred.length; n > 0; n--) deferred.shift().wake();
  }

  #fire(): void {
    if (this.wheel.size > 0 || this.clock.paused) {
      this.wheel.process(this.#look());
    }
  }

  /** A timer that is due already is fired without a look at the token. */
  #drainToken(parking: Parking): void {
    const next = this.wheel.size > 0 ? this.wheel.nextTick() : undefined;
    if (this.clock.paused && next !== undefined && next <= this.#look()) return;
    parking.take();
  }

  /** The driver with an empty queue, between the calls that were asked for. */
  #parkHeard(parking: Parking): boolean {
    parking.park();
    let goesOn = this.#local.length > 0;
    if (!goesOn && parking.take()) {
      this.#fire();
      goesOn = true;
    }
    goesOn ||= this.#park();
    if (goesOn) parking.unpark();
    return goesOn;
  }

  /** The driver with an empty queue; returns false to wait for the host. */
  #park(): boolean {
    if (this.main !== undefined && this.main.woken) {
      this.#fire();
      return true;
    }
    const next = this.wheel.size > 0 ? this.wheel.nextTick() : undefined;
    const now = this.#look();
    if (next !== undefined && next <= now) {
      this.#fire();
      return true;
    }
    if (!this.clock.paused) {
      if (next !== undefined) this.#host.at(next - this.clock.now());
      this.ends.idle();
      return false;
    }
    if (this.#outside > 0) return false;
    const foreign = this.#foreign > 0;
    if (!this.#quiet && (foreign || this.#peers > 0 || next === undefined)) {
      // Who waits for a promise is woken by the host, who waits for a
      // Deferred by another task, and bytes may be on their way to a socket:
      // move time only when the host is quiet.
      this.#host.whenQuiet(foreign, () => {
        this.#quiet = true;
        this.turn();
      });
      return false;
    }
    this.#quiet = false;
    if (next !== undefined) {
      this.clock.advance(next - now);
      this.ends.idle();
      this.#fire();
      return true;
    }
    // A peer outside of this process may still write.
    if (this.#peers === 0) this.#deadlock();
    return false;
  }

  #end(): void {
    this.main = undefined;
    // The next blockOn must know what the tasks that stay wait for.
    if (this.#foreign === 0) this.#host.unmark();
  }

  #deadlock(): void {
    const main = this.main;
    if (main === undefined) return;
    const deadlock = new Deadlock(dump(this), endsOf(this));
    this.#end();
    main.failed(deadlock);
  }

  /** Drops main, then all tasks, oldest first; none runs again. */
  shutdown(): void {
    if (this.closed) return;
    if (this.#looping) {
      throw new Error(
        "a runtime cannot be shut down by a future that it runs: do it after blockOn",
      );
    }
    this.closed = true;
    this.ending = true;
    this.#host.clear();
    this.#host.unmark();
    entered(this, () => {
      const budget = coop.left;
      coop.left = UNLIMITED;
      const main = this.main;
      this.main = undefined;
      main?.failed(
        new Error("the runtime was shut down before this future ended"),
      );
      for (let t = this.tasks.head; t !== undefined; t = this.tasks.head) {
        this.tasks.remove(t);
        if (t instanceof Task) t.shutdown();
        else t.abort();
      }
      coop.left = budget;
    });
  }
}
