import { freemem } from "node:os";
import type { Bound, ConcurrencyCosts } from "bench";
import { iterated, raw, threadEach } from "./costs-echo.js";
import { awaited, spawned, threads } from "./costs-tasks.js";

/** What a thread takes, an engine of its own, at the least. */
const THREAD = 5 * 2 ** 20;
const MOST = 200;

/** Threads as far as they take no more than a quarter of what is free. */
const bound = (): Bound => ({
  count: Math.max(1, Math.min(MOST, Math.floor(freemem() / 4 / THREAD))),
  because:
    freemem() / 4 / THREAD < MOST
      ? "more would take over a quarter of the free memory"
      : "each is an engine of its own, and what one takes is plain by then",
});

/** What concurrency costs with what Node has: the controls. */
export const costs: ConcurrencyCosts = {
  tasks: [
    { name: "native promises", runs: { awaited, spawned } },
    {
      name: "worker threads",
      runs: { spawned: threads },
      ownHeaps: true,
      startMs: 60,
      most: bound,
    },
  ],
  servers: [
    { name: "node:net", serve: raw },
    {
      name: "promise-style",
      serve: iterated,
      reach: { rival: "node:net", throughput: 0.9, bytes: 1.2 },
    },
    { name: "worker thread each", serve: threadEach, most: bound },
  ],
};
