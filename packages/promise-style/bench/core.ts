/** The core, as a user's program has it: tasks under a signal, and a queue. */
import { allOrAbort, Queue, raceAndAbort, sleep } from "promise-style";

const queue = new Queue<number>(1);

export const sum: Promise<number> = allOrAbort([
  (signal) => queue.put(1, { signal }),
  async (signal) => {
    await raceAndAbort([(one) => sleep(10, { signal: one })], { signal });
    return (await queue.take({ signal })) ?? 0;
  },
]).then(([, taken]) => taken);
