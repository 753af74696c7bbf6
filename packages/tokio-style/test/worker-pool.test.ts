// The pool is internal: what is public (`task.spawnBlocking`) has tests of its
// own. Imported from the sources, it finds its worker's file in the build.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";
import {
  configure,
  moduleFn,
  runOnWorker,
  shutdown,
  startOnWorker,
} from "../src/internal/worker-pool.js";

const jobs = new URL("./fixtures/jobs.mjs", import.meta.url);
const add = moduleFn<[number, number], number>(jobs, "add");
const sumOf = moduleFn<[Uint8Array], number>(jobs, "sumOf");
const thread = moduleFn<[], Promise<number>>(jobs, "thread");
const meet = moduleFn<[Int32Array, number], number>(jobs, "meet");
const hold = moduleFn<[Int32Array], string>(jobs, "hold");
const mark = moduleFn<[Int32Array], void>(jobs, "mark");
const fail = moduleFn<[string], never>(jobs, "fail");

const shared = (cells: number) =>
  new Int32Array(new SharedArrayBuffer(4 * cells));

/** Waits until a thread has set cell 0, without blocking this one. */
const begun = async (cells: Int32Array) => {
  while (Atomics.load(cells, 0) === 0) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};
const letGo = (cells: Int32Array) => {
  Atomics.store(cells, 1, 1);
  Atomics.notify(cells, 1);
};

afterEach(async () => {
  await shutdown();
  configure({});
});

test("a job MUST return what the function returns, its arguments spread", async () => {
  expect(await runOnWorker(add, [40, 2])).toBe(42);
});

test("a job MUST NOT run on the main thread, and a promise MUST be awaited there", async () => {
  expect(await runOnWorker(thread, [])).toBeGreaterThan(0);
});

test("two jobs MUST run at the same time on two distinct threads", async () => {
  const cell = shared(1);
  // Each waits for the other: run one after the other they would never end.
  const [a, b] = await Promise.all([
    runOnWorker(meet, [cell, 2]),
    runOnWorker(meet, [cell, 2]),
  ]);
  expect(a).not.toBe(b);
});

test("a function that throws MUST reject with its name, message, stack, cause and fields", async () => {
  const error = await runOnWorker(fail, ["no more"]).catch((e: Error) => e);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: "QuotaError",
    message: "no more",
    limit: 3,
  });
  expect(error.stack).toContain("jobs.mjs");
  expect(error.cause).toBeInstanceOf(TypeError);
});

test("an error of JavaScript's own MUST keep its class", async () => {
  const failing = moduleFn<[], Promise<never>>(jobs, "failWithRange");
  await expect(runOnWorker(failing, [])).rejects.toBeInstanceOf(RangeError);
});

test("a function that is missing MUST reject with the module's name and its exports", async () => {
  const missing = moduleFn<[], void>(jobs, "nope");
  await expect(runOnWorker(missing, [])).rejects.toThrow(
    /jobs\.mjs exports .*add.*, but no function "nope"/,
  );
});

test("a value that cannot be cloned MUST reject, and the pool MUST go on", async () => {
  const unclonable = moduleFn<[], unknown>(jobs, "unclonable");
  await expect(runOnWorker(unclonable, [])).rejects.toThrow(/cloned/);
  const closure = moduleFn<[() => void], void>(jobs, "mark");
  await expect(runOnWorker(closure, [() => {}])).rejects.toThrow(/cloned/);
  expect(await runOnWorker(add, [1, 2])).toBe(3);
});

test("a thread that exits MUST reject its job, and queued jobs MUST still run", async () => {
  configure({ maxThreads: 1 });
  const leave = moduleFn<[], never>(jobs, "leave");
  const left = runOnWorker(leave, []);
  const next = runOnWorker(add, [1, 2]);
  await expect(left).rejects.toThrow(/code: 7/);
  expect(await next).toBe(3);
});

test("a transferred buffer MUST be moved, not copied", async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const sum = runOnWorker(sumOf, [bytes], { transfer: [bytes.buffer] });
  expect(await sum).toBe(6);
  expect(bytes.length).toBe(0);
});

test("a signal that is aborted already MUST reject and call nothing", async () => {
  const cell = shared(1);
  const signal = AbortSignal.abort(new Error("too late"));
  await expect(runOnWorker(mark, [cell], { signal })).rejects.toThrow(
    "too late",
  );
  await runOnWorker(add, [0, 0]);
  expect(cell[0]).toBe(0);
});

test("an abort MUST take a queued job out, and MUST reject it at once", async () => {
  configure({ maxThreads: 1 });
  const cells = shared(2);
  const cell = shared(1);
  const running = runOnWorker(hold, [cells]);
  const controller = new AbortController();
  const { signal } = controller;
  const queued = runOnWorker(mark, [cell], { signal });
  await begun(cells);
  controller.abort(new Error("not needed"));
  await expect(queued).rejects.toThrow("not needed"); // while the first holds
  letGo(cells);
  expect(await running).toBe("held");
  await runOnWorker(add, [0, 0]);
  expect(cell[0]).toBe(0);
});

test("an abort before the thread has started MUST keep the job from running", async () => {
  const cell = shared(1);
  const job = startOnWorker(mark, [cell]);
  expect(job.cancel(new Error("at once"))).toBe(true);
  await expect(job.result).rejects.toThrow("at once");
  await runOnWorker(add, [0, 0]);
  expect(cell[0]).toBe(0);
});

test("an abort MUST let a running job go on unless told to end its thread", async () => {
  configure({ maxThreads: 1 });
  const cells = shared(2);
  const controller = new AbortController();
  const { signal } = controller;
  const held = runOnWorker(hold, [cells], { signal });
  await begun(cells);
  controller.abort(new Error("dropped"));
  await expect(held).rejects.toThrow("dropped");
  const next = runOnWorker(thread, []); // waits for the only thread
  letGo(cells);
  expect(await next).toBeGreaterThan(0);
});

test("terminate MUST end the thread of a running job, and queued jobs MUST get another", async () => {
  configure({ maxThreads: 1 });
  const cells = shared(2);
  const controller = new AbortController();
  const held = runOnWorker(hold, [cells], {
    signal: controller.signal,
    running: "terminate",
  });
  const next = runOnWorker(add, [1, 2]);
  await begun(cells);
  controller.abort(new Error("enough"));
  await expect(held).rejects.toThrow("enough");
  expect(await next).toBe(3);
});

test("cancel MUST say no for a job that runs", async () => {
  const cells = shared(2);
  const job = startOnWorker(hold, [cells]);
  await begun(cells);
  expect(job.cancel(new Error("too late"))).toBe(false);
  letGo(cells);
  expect(await job.result).toBe("held");
});

test("shutdown MUST reject what is queued and what runs, and a later job MUST get a new pool", async () => {
  configure({ maxThreads: 1 });
  const cells = shared(2);
  const running = runOnWorker(hold, [cells]);
  const queued = runOnWorker(add, [1, 2]);
  await begun(cells);
  await shutdown();
  await expect(running).rejects.toThrow(/shut down/);
  await expect(queued).rejects.toThrow(/shut down/);
  expect(await runOnWorker(add, [1, 2])).toBe(3);
});

test("configure MUST refuse numbers that make no pool, in one line", () => {
  expect(() => configure({ maxThreads: 0 })).toThrow(
    "maxThreads is 0: give 1 or more",
  );
  expect(() => configure({ minThreads: 3, maxThreads: 2 })).toThrow(
    "minThreads is 3: give 0 to maxThreads (2)",
  );
});

test("an idle pool MUST let the process end, and a running job MUST keep it", async () => {
  const pool = new URL("../dist/src/internal/worker-pool.js", import.meta.url);
  const program = `
    import { configure, moduleFn, runOnWorker } from ${JSON.stringify(pool.href)};
    configure({ minThreads: 1 });
    const add = moduleFn(new URL(${JSON.stringify(jobs.href)}), "add");
    runOnWorker(add, [1, 2]).then(console.log);`;
  const args = ["--input-type=module", "--eval", program];
  // Its thread stays for ever: a process that waits for it would never end.
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toBe("3\n");
}, 120_000);
