/** Tasks below each other, with a signal that is handed on, and with none. */
import { setMaxListeners } from "node:events";
import { setTimeout as after } from "node:timers/promises";
import type { Cascade, Shape, Tasks } from "bench";
import { allOrAbort, sleep } from "promise-style";

const HOUR = 3_600_000;

/** A chain of tasks; the last one sleeps. */
async function chain(
  depth: number,
  { enter, leave }: Tasks,
  last: () => Promise<unknown>,
): Promise<void> {
  enter();
  try {
    await (depth === 1 ? last() : chain(depth - 1, { enter, leave }, last));
  } finally {
    leave();
  }
}

const chains = (
  { width, depth }: Shape,
  tasks: Tasks,
  last: () => Promise<unknown>,
) => Array.from({ length: width }, () => chain(depth, tasks, last));

export const cascades: Readonly<Record<string, Cascade>> = {
  subject: {
    label: "stops all",
    start({ width, depth }, tasks) {
      const root = new AbortController();
      const all = allOrAbort(
        Array.from({ length: width }, () => (signal: AbortSignal) => {
          // So many listeners are meant.
          setMaxListeners(0, signal);
          return chain(depth, tasks, () => sleep(HOUR, { signal }));
        }),
        root,
      );
      const ended = all.catch(() => {});
      return () => {
        root.abort();
        return ended;
      };
    },
  },
  AbortController: {
    label: "stops all",
    start(shape, tasks) {
      const root = new AbortController();
      const { signal } = root;
      setMaxListeners(0, signal);
      const ended = Promise.allSettled(
        chains(shape, tasks, () => after(HOUR, undefined, { signal })),
      );
      return () => {
        root.abort();
        return ended;
      };
    },
  },
  "promises alone": {
    label: "leaks",
    start(shape, tasks) {
      const all = chains(shape, tasks, () => after(HOUR));
      const root = Promise.race([Promise.all(all), Promise.resolve()]);
      // A promise cannot be cancelled: all there is to do is not to wait for it.
      return () => root;
    },
  },
};
