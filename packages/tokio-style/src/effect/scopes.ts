/** Guards and tasks that belong to a scope. */
import { type Context, Effect, type Scope } from "effect";
import { JoinHandle, taskOf } from "../internal/join-handle.js";
import { currentScheduler } from "../internal/scheduler.js";
import { noRuntime } from "../internal/services.js";
import { spawnOn } from "../internal/spawn.js";
import { UntilEnded } from "../internal/until-ended.js";

/**
 * Acquires a guard, a permit or whatever is dropped, for as long as the scope
 * is open.
 *
 * ```ts
 * const guard = yield* acquireScoped(mutex.lock());
 * ```
 *
 * Cancellation: a wait that is dropped or interrupted acquires nothing.
 */
export function acquireScoped<A extends { drop(): void }, E, R>(
  future: Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R | Scope.Scope> {
  return Effect.acquireRelease(
    future,
    (guard) => Effect.sync(() => guard.drop()),
    { interruptible: true },
  );
}

/**
 * Spawns a task that ends with the scope at the latest: when the scope closes
 * it is aborted, and waited for.
 *
 * Behaviour: as `spawn`; the task finds the services that are there now. Its
 * finalisers have run when the scope is closed. A panic that nobody awaits is
 * reported all the same.
 *
 * Errors: dies when no runtime is running.
 */
export function spawnScoped<A, E, R>(
  future: Effect.Effect<A, E, R>,
): Effect.Effect<JoinHandle<A, E>, never, R | Scope.Scope> {
  const start = Effect.contextWith((context: Context.Context<R>) =>
    Effect.sync(() => {
      const scheduler = currentScheduler();
      if (scheduler === undefined) throw noRuntime();
      return new JoinHandle<A, E>(spawnOn(scheduler, future, context));
    }),
  );
  return Effect.acquireRelease(start, stopped);
}

function stopped(handle: JoinHandle<any, any>): Effect.Effect<void> {
  handle.abort();
  return new UntilEnded(taskOf(handle));
}
