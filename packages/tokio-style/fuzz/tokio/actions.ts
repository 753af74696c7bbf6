/** What a body does at once. */
import { Exit } from "effect";
import type { ACTIONS, Operation } from "oracle/fuzz/tokio";
import {
  future as futures,
  gen,
  spawn,
  sync,
  task as tasks,
  time,
} from "../../src/index.js";
import { type Frame, task } from "./bodies.js";
import { onChannel } from "./channels.js";
import { future } from "./futures.js";
import { awaitOne } from "./made.js";
import { done, dropped, word } from "./words.js";
import { Claims, type Failed, local } from "./world.js";

type Action = Extract<Operation, { op: keyof typeof ACTIONS }>;

const MISSED = ["Burst", "Delay", "Skip"] as const;

function locked(
  frame: Frame,
  exit: Exit.Exit<sync.Guard<number>, unknown>,
  change: number,
): string {
  if (Exit.isFailure(exit)) return "locked";
  const guard = exit.value;
  if (change > 0) guard.value += change;
  frame.guards.push(guard);
  return String(guard.value);
}

const isWriter = (guard: unknown): guard is sync.RwLockWriteGuard<number> =>
  guard instanceof sync.RwLockWriteGuard;
const isPermit = (guard: unknown): guard is sync.SemaphorePermit =>
  guard instanceof sync.SemaphorePermit;

type Handle = tasks.JoinHandle<string, Failed>;

/** Keeps the handle of a task that was spawned. */
function keep({ world }: Frame, to: number, handle: Handle): string {
  world.jobs[to] = handle.abortHandle();
  world.handles[to] = handle;
  return "done";
}

/** Does an operation that is no future; gives what is said of it. */
export function atOnce(frame: Frame, action: Action): string {
  const { world } = frame;
  switch (action.op) {
    case "local":
      return local();
    case "panic":
      throw new Error("panic");
    case "spawn":
      return keep(frame, action.to, spawn(task(world, action.body)));
    case "spawn_local": {
      const body = task(world, action.body);
      let handle: Handle;
      try {
        handle = tasks.spawnLocal(body);
      } catch {
        return "none";
      }
      return keep(frame, action.to, handle);
    }
    case "spawn_local_on": {
      const set = world.localSets[action.set as 0 | 1].value!;
      const handle = set.spawnLocal(task(world, action.body));
      return keep(frame, action.to, handle);
    }
    case "enter_local":
      frame.guards.push(world.localSets[action.of as 0 | 1].value!.enter());
      return done();
    case "local_set_drop":
      return world.localSets[action.of as 0 | 1].filling(
        dropped,
        () => new tasks.LocalSet(),
      );
    case "crowd": {
      const count = Math.min(action.count, world.crowds);
      world.crowds -= count;
      for (let number = 0; number < count; number++)
        spawn(task(world, action.body, number));
      return String(count);
    }
    case "abort": {
      const job = world.jobs[action.of];
      job?.abort();
      return job === undefined ? "none" : "done";
    }
    case "is_finished":
      return String(world.jobs[action.of]?.isFinished() ?? "none");
    case "pin": {
      const pin = frame.pins[action.to as 0 | 1];
      pin.drop();
      const claims = new Claims();
      const made = future({ frame, inPin: true }, claims, action.of);
      pin.set(futures.pin(gen(() => awaitOne(made))), claims);
      return "done";
    }
    case "release": {
      const { guards } = frame;
      if (guards.length === 0) return "none";
      const index = guards.length - 1 - (action.of % guards.length);
      guards.splice(index, 1)[0]!.drop();
      return "done";
    }

    case "set_spawn":
      return world.set.with((set) => {
        set.spawn(task(world, action.body));
        return "done";
      });
    case "set_abort_all":
      return world.set.with((set) => {
        set.abortAll();
        return "done";
      });
    case "set_len":
      return world.set.with((set) => set.length);
    case "set_drop":
      return world.set.filling(
        (set) => set[Symbol.dispose](),
        () => new tasks.JoinSet<string, Failed>(),
      );

    case "interval":
      return world.intervals[action.to as 0 | 1].filling(dropped, () => {
        const interval = time.interval(action.period);
        interval.missedTickBehavior = MISSED[action.missed]!;
        return interval;
      });
    case "interval_reset":
      return world.intervals[action.of as 0 | 1].with((interval) => {
        interval.reset();
        return "done";
      });

    case "notify_one":
      world.notifies[action.of as 0 | 1].notifyOne();
      return done();
    case "notify_waiters":
      world.notifies[action.of as 0 | 1].notifyWaiters();
      return done();
    case "try_lock":
      return locked(frame, world.mutexes[action.of as 0 | 1].tryLock(), 1);
    case "try_read":
      return locked(frame, world.lock.tryRead(), 0);
    case "try_write":
      return locked(frame, world.lock.tryWrite(), 1);
    case "try_acquire": {
      const exit = world.semaphore.tryAcquireMany(action.permits);
      if (Exit.isSuccess(exit)) frame.guards.push(exit.value);
      return word(exit, ({ kind }) => (kind === "Closed" ? "closed" : "full"));
    }
    case "add_permits":
      world.semaphore.addPermits(action.permits);
      return done();
    case "downgrade": {
      const guard = frame.takeLast(isWriter);
      if (guard === undefined) return "none";
      frame.guards.push(guard.downgrade());
      return "done";
    }
    case "available_permits":
      return String(world.semaphore.availablePermits());
    case "forget": {
      const permit = frame.takeLast(isPermit);
      permit?.forget();
      return permit === undefined ? "none" : "done";
    }
    case "close_semaphore":
      world.semaphore.close();
      return done();

    case "once_set":
      return word(world.once.set(`set${action.value}`), (error) =>
        error.isAlreadyInitErr() ? "set" : "busy",
      );
    case "once_get":
      return world.once.get() ?? "none";

    case "cancel":
      world.tokens[action.of]!.cancel();
      return done();
    case "is_cancelled":
      return String(world.tokens[action.of]!.isCancelled());
    case "child_token":
      world.tokens[action.to] = world.tokens[action.of]!.childToken();
      return done();
    case "drop_guard":
      frame.guards.push(world.tokens[action.of]!.clone().dropGuard());
      return done();
    default:
      return onChannel(frame, action);
  }
}
