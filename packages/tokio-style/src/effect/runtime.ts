/** A runtime as a service. */
import { Context, Effect, type Exit, Layer } from "effect";
import { schedulerIn } from "../internal/handle.js";
import { whenEnded } from "../internal/join-handle.js";
import { exitOf } from "../internal/services.js";
import { spawnOn } from "../internal/spawn.js";
import { UntilEnded } from "../internal/until-ended.js";
import { Builder, type Runtime } from "../runtime.js";

/** The runtime that {@link layer} provides. */
export class TokioRuntime extends Context.Service<TokioRuntime, Runtime>()(
  "tokio-style/Runtime",
) {}

/**
 * Provides a runtime to {@link onRuntime}; it is shut down with the layer.
 *
 * ```ts
 * const program = onRuntime(main).pipe(Effect.provide(layer()));
 * await Effect.runPromise(program);
 * ```
 */
export function layer(
  builder: Builder = Builder.newMultiThread(),
): Layer.Layer<TokioRuntime> {
  return Layer.effect(
    TokioRuntime,
    Effect.acquireRelease(
      Effect.sync(() => builder.build()),
      (rt) => Effect.sync(() => rt.shutdown()),
    ),
  );
}

/**
 * Runs an effect as a task of the runtime that was provided, and gives what it
 * gives; the services that are there now are there in the task.
 *
 * Behaviour: on a current-thread runtime it blocks on the task, one at a time.
 *
 * Cancellation: an interruption aborts the task, and waits for its end.
 *
 * Errors: the effect's own; a panic is a defect, and so is the runtime's
 * `Deadlock`.
 */
export function onRuntime<A, E, R>(
  future: Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R | TokioRuntime> {
  return Effect.contextWith((context: Context.Context<R | TokioRuntime>) => {
    const rt = Context.get(context, TokioRuntime);
    const scheduler = schedulerIn(rt.handle());
    const services = Context.merge(context, scheduler.context);
    return Effect.callback<A, E>((resume) => {
      const task = spawnOn(scheduler, future, services);
      task.claim();
      // Who is resumed may shut the runtime down, which is running now.
      const ended = (): void =>
        queueMicrotask(() => resume(exitOf(task.ended!) as Exit.Exit<A, E>));
      whenEnded(task, ended);
      if (!scheduler.background) {
        rt.blockOn(new UntilEnded(task)).catch((error: unknown) =>
          resume(Effect.die(error)),
        );
      }
      return Effect.callback<void>((stop) => {
        task.abort();
        whenEnded(task, () => queueMicrotask(() => stop(Effect.void)));
      });
    });
  });
}
