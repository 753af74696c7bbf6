/** Programs of recorded/shared.rs on waits that were given up. */
import type { Effect } from "effect";
import { fn, future, gen, select, spawn, sync, time } from "../src/index.js";
import { log } from "./support.js";

const { sleep } = time;

/** Polls until 3 ms are over, and says how often. */
const polled = fn(function* (name: string) {
  let polls = 0;
  const until = future.pin(sleep(3));
  yield* future.pollFn((cx) => {
    polls++;
    return until.poll(cx);
  });
  log(`${name} polled ${polls}`);
});

/** Gives a wait up after a millisecond. */
const lost = (wait: Effect.Effect<any, any>) =>
  select({ wait, late: sleep(1) }, { biased: true });

export const programs: Record<string, () => Effect.Effect<any, any>> = {
  "lost-waits": () =>
    gen(function* () {
      const [tx, rx] = sync.broadcast.channel<number>(4);
      const [set, seen] = sync.watch.channel(0);
      const b = new sync.Barrier(2);
      const h = spawn(
        gen(function* () {
          yield* lost(rx.recv());
          yield* polled("broadcast");
          yield* lost(seen.changed());
          yield* polled("watch");
          yield* lost(set.closed());
          const drops = spawn(
            gen(function* () {
              yield* sleep(1);
              seen.drop();
              log("dropped");
            }),
          );
          yield* polled("closed");
          yield* drops;
          yield* lost(b.wait());
          yield* polled("barrier");
          log(rx.len());
        }),
      );
      yield* sleep(2);
      tx.send(1);
      yield* sleep(4);
      set.send(1);
      yield* sleep(8);
      log((yield* b.wait()).isLeader());
      yield* h;
    }),
};
