/** Tasks that sleep, as `compare tasks` counts them. */
import type { Count, ManyTasks, TaskShape } from "bench";
import { pipe } from "fp-ts/lib/function.js";
import * as T from "fp-ts/lib/Task.js";
import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";

const start = (n: number, count: Count): Lwt.Promise<void>[] => {
  const one = Lwt.fn(function* () {
    count.starts();
    yield* LwtUnix.sleep(count.milliseconds / 1000);
    count.ends();
  });
  return Array.from({ length: n }, () => one());
};

export const awaited: ManyTasks = (n, count) =>
  LwtMain.run(Lwt.join(start(n, count)))();

export const spawned: ManyTasks = (n, count) =>
  LwtMain.run(
    Lwt.gen(function* () {
      for (const p of start(n, count)) yield* p;
    }),
  )();

/** A Task starts when it is called, and gives a promise. */
const tasks = (n: number, count: Count): T.Task<void>[] => {
  const one = pipe(
    T.fromIO(() => count.starts()),
    T.chain(() => T.delay(count.milliseconds)(T.of(undefined))),
    T.map(() => count.ends()),
  );
  return Array.from({ length: n }, () => one);
};

export const fpTs: Readonly<Record<TaskShape, ManyTasks>> = {
  awaited: (n, count) => T.sequenceArray(tasks(n, count))(),
  spawned: async (n, count) => {
    const started = tasks(n, count).map((one) => one());
    for (const one of started) await one;
  },
};
