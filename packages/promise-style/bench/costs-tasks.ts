/** Tasks that sleep, as `compare tasks` counts them. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Count, ManyTasks } from "bench";

const start = (n: number, count: Count): Promise<void>[] => {
  const one = async (): Promise<void> => {
    count.starts();
    await new Promise((wake) => setTimeout(wake, count.milliseconds));
    count.ends();
  };
  return Array.from({ length: n }, () => one());
};

export const awaited: ManyTasks = (n, count) => Promise.all(start(n, count));

export const spawned: ManyTasks = async (n, count) => {
  for (const started of start(n, count)) await started;
};

const SLEEPER = `
const { parentPort, workerData } = require("node:worker_threads");
parentPort.postMessage("starts");
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, workerData);
`;

/** A task is a thread, which blocks. */
export const threads: ManyTasks = async (n, count) => {
  const one = async (): Promise<void> => {
    const worker = new Worker(SLEEPER, {
      eval: true,
      workerData: count.milliseconds,
    });
    worker.once("message", () => count.starts());
    await once(worker, "exit");
    count.ends();
  };
  await Promise.all(Array.from({ length: n }, () => one()));
};
