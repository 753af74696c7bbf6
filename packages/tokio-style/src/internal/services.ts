/**
 * What Effect code finds in its context while it runs on this runtime.
 *
 * - Scheduler: fibers made by `Effect.forkChild` take their turns in our run
 *   queue; their priorities are not looked at.
 * - Clock: `Effect.sleep` and the time of day obey paused time.
 * - PreventSchedulerYield: Tokio never takes the thread away from a task.
 */
import {
  Clock,
  Context,
  Duration,
  Effect,
  Exit,
  Scheduler as EffectScheduler,
} from "effect";
import type { FiberShape } from "./fiber.js";
import { currentScheduler, entered, type Scheduler } from "./scheduler.js";
import type { Ended, Runnable } from "./task.js";
import { setOutsideEvaluator } from "./await.js";
import { sleepUntilTick } from "./timer.js";
import { spawnOn } from "./spawn.js";

/** The scheduler on which an effect runs. */
const SchedulerRef = Context.Reference<Scheduler | undefined>(
  "tokio-style/Scheduler",
  { defaultValue: () => undefined },
);

class Job implements Runnable {
  constructor(readonly run: () => void) {}
}

function effectScheduler(scheduler: Scheduler): EffectScheduler.Scheduler {
  return {
    executionMode: "async",
    shouldYield: () => false,
    makeDispatcher: () => ({
      scheduleTask(task) {
        scheduler.schedule(new Job(task));
      },
      flush() {},
    }),
  };
}

function clockOf(scheduler: Scheduler): Clock.Clock {
  const { clock } = scheduler;
  const millis = (): number => (clock.paused ? clock.now() : Date.now());
  const nanos = (): bigint => BigInt(Math.round(millis() * 1e6));
  const monotonic = (): bigint => BigInt(Math.round(clock.now() * 1e6));
  return {
    currentTimeMillisUnsafe: millis,
    currentTimeMillis: Effect.sync(millis),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: monotonic,
    monotonicTimeNanos: Effect.sync(monotonic),
    sleep: (duration) =>
      Effect.suspend(() =>
        sleepUntilTick(clock.now() + Duration.toMillis(duration)),
      ),
  };
}

/** Makes the context in which everything on a scheduler runs. */
export function contextOf(scheduler: Scheduler): Context.Context<never> {
  return Context.empty().pipe(
    Context.add(EffectScheduler.Scheduler, effectScheduler(scheduler)),
    Context.add(Clock.Clock, clockOf(scheduler)),
    Context.add(EffectScheduler.PreventSchedulerYield, true),
    Context.add(SchedulerRef, scheduler),
  );
}

/** The error of whatever needs a runtime and finds none. */
export function noRuntime(): Error {
  return new Error(
    "there is no reactor running: this must be called from the context of a Runtime (inside Runtime.blockOn, or a spawned task)",
  );
}

/** Returns a task's end as that of an effect. */
export function exitOf(ended: Ended): Exit.Exit<unknown, unknown> {
  if (ended.kind === "exit") return ended.exit;
  return ended.kind === "panic" ? Exit.die(ended.defect) : Exit.interrupt();
}

setOutsideEvaluator((effect, fiber: FiberShape) => {
  const scheduler = fiber.getRef(SchedulerRef) ?? currentScheduler();
  if (scheduler === undefined) return Exit.die(noRuntime());
  return Effect.callback<unknown, unknown>((resume) => {
    const task = entered(scheduler, () =>
      spawnOn(scheduler, effect, fiber.context),
    );
    // Its result goes to the fiber, which deals with a panic.
    task.claim();
    const wake = (): void => resume(exitOf(task.ended!));
    task.join({ task: { wake } });
    return Effect.sync(() => task.abort());
  });
});
