/** Promises below each other, and fp-ts's Tasks. */
import type { Cascade, Tasks } from "bench";
import { pipe } from "fp-ts/lib/function.js";
import * as T from "fp-ts/lib/Task.js";
import { Lwt } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";

/** In seconds. */
const HOUR = 3600;

function lwtChain(depth: number, tasks: Tasks): Lwt.Promise<void> {
  tasks.enter();
  return Lwt.finalize(
    () => (depth === 1 ? LwtUnix.sleep(HOUR) : lwtChain(depth - 1, tasks)),
    () => {
      tasks.leave();
      return Lwt.returnUnit;
    },
  );
}

const taskChain = (depth: number, tasks: Tasks): T.Task<void> =>
  pipe(
    T.fromIO(() => tasks.enter()),
    T.chain(() =>
      depth === 1
        ? T.delay(HOUR * 1000)(T.of(undefined))
        : taskChain(depth - 1, tasks),
    ),
    T.map(() => tasks.leave()),
  );

export const cascades: Readonly<Record<string, Cascade>> = {
  subject: {
    label: "stops all",
    start({ width, depth }, tasks) {
      const root = Lwt.join(
        Array.from({ length: width }, () => lwtChain(depth, tasks)),
      );
      return () => Lwt.cancel(root);
    },
  },
  "fp-ts": {
    label: "leaks",
    start({ width, depth }, tasks) {
      const all = T.sequenceArray(
        Array.from({ length: width }, () => taskChain(depth, tasks)),
      );
      const stop = Promise.resolve<readonly void[]>([]);
      const root = T.getRaceMonoid<readonly void[]>().concat(all, () => stop);
      const ended = root();
      // A Task cannot be cancelled: all there is to do is not to wait for it.
      return () => ended;
    },
  },
};
