/**
 * The process of one run: `tasks-process.js <module> <contender> <shape> <n>
 * <milliseconds>`. It prints what it measured as one line of JSON.
 *
 * When all tasks wait it looks at the memory, and then holds the thread until
 * every one of them is due: so none can have ended before all had started, and
 * what passes from there to the end is work, and no waiting.
 */
import { setTimeout } from "node:timers/promises";
import type { ConcurrencyCosts, Count, ManyTasks, TaskShape } from "bench";
import type { TaskRun } from "./task-runs.js";

/** What the engine has to learn before it is measured. */
const WARM_UP = { tasks: 1000, threads: 2, milliseconds: 10 };
/** How long the engine has to forget that, in milliseconds. */
const SETTLE = 50;
/** How long after the last task is due, in milliseconds. */
const MARGIN = 5;

const [module = "", name = "", shape = "", ...numbers] = process.argv.slice(2);
const [many = NaN, sleep = NaN] = numbers.map(Number);

function memory() {
  for (let times = 0; times < 2; times += 1) globalThis.gc?.();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return { heap: heapUsed + arrayBuffers, resident: rss };
}

/** What all threads of this process have had of the processor. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Blocks this thread. */
function hold(time: number): void {
  if (time > 0)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, time);
}

class Gauge implements Count {
  readonly milliseconds: number;
  #started = 0;
  #pending = 0;
  #peak = 0;
  #due = 0;
  #cpuDue = 0;
  #atRest: Omit<TaskRun, "finishMs"> | undefined;
  readonly #before = memory();
  readonly #cpu = cpu();
  readonly #start = performance.now();

  constructor(
    readonly n: number,
    milliseconds: number,
  ) {
    this.milliseconds = milliseconds;
  }

  readonly starts = (): void => {
    this.#pending += 1;
    this.#peak = Math.max(this.#peak, this.#pending);
    if (++this.#started === this.n) setImmediate(() => this.#look());
  };

  readonly ends = (): void => {
    this.#pending -= 1;
  };

  #look(): void {
    const now = performance.now();
    const cpuMs = cpu() - this.#cpu;
    // One that has ended already has not waited with the others.
    const pendingAtOnce = this.#pending === this.n ? this.#peak : this.#pending;
    const { heap, resident } = memory();
    this.#atRest = {
      pendingAtOnce,
      heapBytes: heap - this.#before.heap,
      residentBytes: resident - this.#before.resident,
      startMs: now - this.#start,
      cpuMs,
    };
    hold(now + this.milliseconds + MARGIN - performance.now());
    this.#due = performance.now();
    this.#cpuDue = cpu();
  }

  /** To be asked when all are joined. */
  result(): TaskRun {
    const finishMs = performance.now() - this.#due;
    if (this.#atRest === undefined || this.#pending !== 0)
      throw new Error(
        `${this.#started} of ${this.n} tasks started, ${this.#pending} have not ended`,
      );
    const cpuMs = this.#atRest.cpuMs + cpu() - this.#cpuDue;
    return { ...this.#atRest, finishMs, cpuMs };
  }
}

const { costs } = (await import(module)) as {
  readonly costs: ConcurrencyCosts;
};
const contender = costs.tasks.find((one) => one.name === name);
const tasks = contender?.runs[shape as TaskShape] as ManyTasks;
const warm = new Gauge(
  contender?.ownHeaps ? WARM_UP.threads : WARM_UP.tasks,
  WARM_UP.milliseconds,
);
await tasks(warm.n, warm);
// What the warm-up leaves behind must not count as freed.
await setTimeout(SETTLE);
const gauge = new Gauge(many, sleep);
await tasks(gauge.n, gauge);
process.stdout.write(`${JSON.stringify(gauge.result())}\n`, () =>
  process.exit(0),
);
