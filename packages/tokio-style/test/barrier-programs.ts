/** Programs of recorded/shared.rs on Barrier, under the same names. */
import { Effect } from "effect";
import {
  fn,
  gen,
  join,
  select,
  spawn,
  sync,
  task,
  time,
} from "../src/index.js";
import { isOk, log } from "./support.js";

const { sleep } = time;
const { yieldNow } = task;

export const programs: Record<string, () => Effect.Effect<any, any>> = {
  barrier: () =>
    gen(function* () {
      const b = new sync.Barrier(3);
      const comes = fn(function* (name: string) {
        for (let round = 0; round < 3; round++) {
          log(`${name} comes`);
          log(`${name} ${round} ${(yield* b.wait()).isLeader()}`);
        }
      });
      for (const h of ["a", "b", "c", "d"].map((name) => spawn(comes(name))))
        yield* h;
    }),
  "barrier-40": () =>
    gen(function* () {
      const b = new sync.Barrier(40);
      const waits = fn(function* (i: number) {
        const leads = (yield* b.wait()).isLeader();
        if (i < 2 || i > 29) log(`${i} ${leads}`);
      });
      const v = Array.from({ length: 40 }, (_, i) => spawn(waits(i)));
      for (const h of v) yield* h;
    }),
  "barrier-0": () =>
    gen(function* () {
      for (let n = 0; n < 2; n++) {
        const b = new sync.Barrier(n);
        log((yield* b.wait()).isLeader());
        log((yield* b.wait()).isLeader());
      }
    }),
  "barrier-abort": () =>
    gen(function* () {
      const b = new sync.Barrier(3);
      const waits = fn(function* (name: string) {
        log(`${name} ${(yield* b.wait()).isLeader()}`);
      });
      const v: Array<task.JoinHandle<void>> = [];
      for (const name of ["a", "b", "c", "d", "e", "f"]) {
        v.push(spawn(waits(name)));
        if (name === "b") {
          yield* yieldNow();
          v[0]!.abort();
          yield* yieldNow();
        }
        if (name === "d") {
          yield* yieldNow();
          v[3]!.abort();
        }
      }
      for (const h of v) log(yield* isOk(h));
    }),
  "barrier-select": () =>
    gen(function* () {
      const b = new sync.Barrier(3);
      const next = yield* select(
        { opened: b.wait(), left: sleep(2) },
        { biased: true },
      );
      log(next._tag);
      const two = yield* join(b.wait(), b.wait());
      log(two.map((r) => r.isLeader()).join(" "));
      const late = gen(function* () {
        yield* sleep(3);
        return yield* b.wait();
      });
      const three = yield* join(b.wait(), b.wait(), late);
      log(three.map((r) => r.isLeader()).join(" "));
    }),
  "barrier-budget": () =>
    gen(function* () {
      const b = new sync.Barrier(1);
      const h = spawn(
        gen(function* () {
          for (let i = 0; i < 300; i++) yield* b.wait();
          log("end");
        }),
      );
      const o = spawn(Effect.sync(() => log("other")));
      yield* h;
      yield* o;
    }),
};
