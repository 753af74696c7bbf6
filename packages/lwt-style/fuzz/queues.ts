/** The operations of what promises wait in line for. */
import type { Operation } from "oracle/fuzz";
import { LwtCondition, LwtMutex, LwtMvar } from "../src/index.js";
import { Callback } from "./callback.js";
import { exnOf, optionText, type P, type Run } from "./world.js";

type QueueOperation = Extract<
  Operation,
  { readonly op: `${"mutex" | "condition" | "mvar"}_${string}` }
>;

/** Reads an operation: what it does, and what it makes, if it makes a promise. */
export function readQueue(run: Run, o: QueueOperation): () => P | void {
  const { mutexes, conditions, mvars } = run;
  switch (o.op) {
    // Lwt_mutex
    case "mutex_lock":
      return () => LwtMutex.lock(mutexes[o.mutex]!);
    case "mutex_unlock":
      return () => LwtMutex.unlock(mutexes[o.mutex]!);
    case "mutex_with_lock": {
      const f = new Callback(run, o.f);
      return () => LwtMutex.withLock(mutexes[o.mutex]!, f.thunk);
    }
    case "mutex_look":
      return () => {
        const mutex = mutexes[o.mutex]!;
        run.log(
          "mutex",
          `${LwtMutex.isLocked(mutex)},${LwtMutex.isEmpty(mutex)}`,
        );
      };
    // Lwt_condition
    case "condition_wait":
      return () => LwtCondition.wait(conditions[o.condition]!);
    case "condition_wait_mutex":
      return () =>
        LwtCondition.wait(conditions[o.condition]!, {
          mutex: mutexes[o.mutex]!,
        });
    case "condition_signal":
      return () => LwtCondition.signal(conditions[o.condition]!, o.value);
    case "condition_broadcast":
      return () => LwtCondition.broadcast(conditions[o.condition]!, o.value);
    case "condition_broadcast_exn":
      return () =>
        LwtCondition.broadcastExn(conditions[o.condition]!, exnOf(o.exn));
    // Lwt_mvar
    case "mvar_put":
      return () => LwtMvar.put(mvars[o.mvar]!, o.value);
    case "mvar_take":
      return () => LwtMvar.take(mvars[o.mvar]!);
    case "mvar_take_available":
      return () =>
        run.log(
          "take_available",
          optionText(LwtMvar.takeAvailable(mvars[o.mvar]!)),
        );
    case "mvar_is_empty":
      return () => run.log("is_empty", String(LwtMvar.isEmpty(mvars[o.mvar]!)));
    default:
      throw new TypeError(`no operation is called ${String(o)}`);
  }
}
