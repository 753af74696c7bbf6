/** Tasks below each other: each is the scope of the next. */
import type { Cascade, Tasks } from "bench";
import { run, sleep, spawn, suspend } from "effection";
import type { Operation } from "effection";

const HOUR = 3_600_000;

function* chain(depth: number, tasks: Tasks): Operation<void> {
  tasks.enter();
  try {
    if (depth === 1) yield* sleep(HOUR);
    else yield* yield* spawn(() => chain(depth - 1, tasks));
  } finally {
    tasks.leave();
  }
}

export const cascades: Readonly<Record<string, Cascade>> = {
  subject: {
    label: "stops all",
    start({ width, depth }, tasks) {
      const root = run(function* () {
        for (let i = 0; i < width; i++) yield* spawn(() => chain(depth, tasks));
        yield* suspend();
      });
      // It ends as halted.
      root.catch(() => {});
      return () => root.halt();
    },
  },
};
