/** The operations of Lwt, in the order of the grammar in `oracle`. */
import type { Body, Operation } from "oracle/fuzz";
import { Lwt, LwtMain } from "../src/index.js";
import { LwtUnix } from "../src/unix.js";
import { Callback } from "./callback.js";
import { readQueue } from "./queues.js";
import {
  exnOf,
  optionText,
  type P,
  type Run,
  stateText,
  valueText,
} from "./world.js";

/** Reads an operation: what it does, and what it makes, if it makes a promise. */
export function read(run: Run, o: Operation): () => P | void {
  const { p, u, keys } = run;
  const callback = (body: Body): Callback => new Callback(run, body);
  const resolver = (to: number, make: () => [P, Lwt.Resolver<any>]) => () => {
    const [promise, resolve] = make();
    u[to] = resolve;
    return promise;
  };
  const several = (ofs: readonly number[], f: (ps: P[]) => P) => () =>
    f(ofs.map((of) => p[of]!));
  switch (o.op) {
    // Promises and resolvers
    case "return":
      return () => Lwt.return(o.value);
    case "fail":
      return () => Lwt.fail(exnOf(o.exn));
    case "wait":
      return resolver(o.to, Lwt.wait);
    case "task":
      return resolver(o.to, Lwt.task);
    case "wakeup":
      return () => Lwt.wakeup(u[o.of]!, o.value);
    case "wakeup_exn":
      return () => Lwt.wakeupExn(u[o.of]!, exnOf(o.exn));
    case "wakeup_later":
      return () => Lwt.wakeupLater(u[o.of]!, o.value);
    case "wakeup_later_exn":
      return () => Lwt.wakeupLaterExn(u[o.of]!, exnOf(o.exn));
    // One after the other
    case "bind": {
      const f = callback(o.f);
      return () => Lwt.bind(p[o.of]!, f.onValue);
    }
    case "map": {
      const f = callback(o.f);
      return () => Lwt.map(f.mapping, p[o.of]!);
    }
    case "catch": {
      const f = callback(o.f);
      const h = callback(o.h);
      return () => Lwt.catch(f.thunk, h.onExn);
    }
    case "finalize": {
      const f = callback(o.f);
      const after = callback(o.after);
      return () => Lwt.finalize(f.thunk, after.thunk);
    }
    case "try_bind": {
      const f = callback(o.f);
      const g = callback(o.g);
      const h = callback(o.h);
      return () => Lwt.tryBind(f.thunk, g.onValue, h.onExn);
    }
    case "apply": {
      const f = callback(o.f);
      return () => Lwt.apply(f.thunk, undefined);
    }
    case "wrap": {
      const f = callback(o.f);
      return () => Lwt.wrap(() => f.mapping(undefined));
    }
    case "gen": {
      const last = callback(o.f);
      return () =>
        Lwt.gen(function* () {
          for (const of of o.ofs) {
            const value = yield* p[of]!;
            run.log("gen", valueText(value) + run.keysText());
          }
          const value = yield* last.thunk();
          run.log("gen", valueText(value) + run.keysText());
          return value;
        });
    }
    case "loop": {
      const f = callback(o.f);
      const loop = (n: number): P =>
        n === 0
          ? Lwt.return(o.times)
          : Lwt.bind(f.onValue(n), () => loop(n - 1));
      return () => loop(o.times);
    }
    // Several
    case "both":
      return () => Lwt.both(p[o.a]!, p[o.b]!);
    case "join":
      return several(o.ofs, Lwt.join);
    case "all":
      return several(o.ofs, Lwt.all);
    case "choose":
      return several(o.ofs, Lwt.choose);
    case "pick":
      return several(o.ofs, Lwt.pick);
    case "nchoose":
      return several(o.ofs, Lwt.nchoose);
    case "npick":
      return several(o.ofs, Lwt.npick);
    case "nchoose_split":
      return several(o.ofs, (ps) =>
        Lwt.map(([values, sleeping]) => {
          run.log("split", sleeping.map((one) => ps.indexOf(one)).join(","));
          return values;
        }, Lwt.nchooseSplit(ps)),
      );
    // Cancellation
    case "cancel":
      return () => Lwt.cancel(p[o.of]!);
    case "protected":
      return () => Lwt.protected(p[o.of]!);
    case "no_cancel":
      return () => Lwt.noCancel(p[o.of]!);
    case "wrap_in_cancelable":
      return () => Lwt.wrapInCancelable(p[o.of]!);
    case "on_cancel": {
      const f = callback(o.f);
      return () => Lwt.onCancel(p[o.of]!, f.unitThunk);
    }
    // Callbacks that nobody waits for
    case "on_success": {
      const f = callback(o.f);
      return () => Lwt.onSuccess(p[o.of]!, f.unitOnValue);
    }
    case "on_failure": {
      const f = callback(o.f);
      return () => Lwt.onFailure(p[o.of]!, f.unitOnExn);
    }
    case "on_termination": {
      const f = callback(o.f);
      return () => Lwt.onTermination(p[o.of]!, f.unitThunk);
    }
    case "on_any": {
      const f = callback(o.f);
      const h = callback(o.h);
      return () => Lwt.onAny(p[o.of]!, f.unitOnValue, h.unitOnExn);
    }
    case "async": {
      const f = callback(o.f);
      return () => Lwt.async(f.thunk);
    }
    case "dont_wait": {
      const f = callback(o.f);
      const h = callback(o.h);
      return () => Lwt.dontWait(f.thunk, h.unitOnExn);
    }
    case "ignore_result":
      return () => Lwt.ignoreResult(p[o.of]!);
    case "hook":
      return () => {
        run.hookRaises = o.mode === 1;
      };
    case "abandon_wakeups":
      return () => {
        for (let n = 0; n < 20; n++) Lwt.abandonWakeups();
      };
    // Looking
    case "state":
      return () => run.log("state", stateText(p[o.of]!));
    case "is_sleeping":
      return () => run.log("is_sleeping", String(Lwt.isSleeping(p[o.of]!)));
    case "poll":
      return () => run.log("poll", optionText(Lwt.poll(p[o.of]!)));
    case "same":
      return () => run.log("same", String(p[o.a] === p[o.b]));
    // Storage
    case "with_value": {
      const f = callback(o.f);
      const value = o.value === 0 ? undefined : o.value;
      return () => Lwt.withValue(keys[o.key]!, value, f.thunk);
    }
    case "get":
      return () => run.log("get", String(Lwt.get(keys[o.key]!) ?? ""));
    // Pauses and time
    case "pause":
      return Lwt.pause;
    case "wakeup_paused":
      return Lwt.wakeupPaused;
    case "abandon_paused":
      return Lwt.abandonPaused;
    case "paused_count":
      return () => run.log("paused", String(Lwt.pausedCount()));
    case "sleep":
      run.mainIsNeeded = true;
      return () => LwtUnix.sleep(o.ms / 1000);
    case "with_timeout": {
      run.mainIsNeeded = true;
      const f = callback(o.f);
      return () => LwtUnix.withTimeout(o.ms / 1000, f.thunk);
    }
    case "yield":
      run.mainIsNeeded = true;
      return LwtMain.yield;
    default:
      return readQueue(run, o);
  }
}
