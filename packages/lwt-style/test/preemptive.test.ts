import { threadId } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import type * as Core from "../src/index.js";
import { Lwt } from "../src/index.js";
import type * as Unix from "../src/unix.js";
import { LwtPreemptive, LwtUnix } from "../src/unix.js";
import { runVirtual, st } from "./support.js";

const jobs = new URL("./fixtures/jobs.mjs", import.meta.url);
const square = LwtPreemptive.fromModule<(n: number) => number>(jobs, "square");
const thread = LwtPreemptive.fromModule<(_: void) => number>(jobs, "thread");
const fails = LwtPreemptive.fromModule<(why: string) => never>(jobs, "fails");
const closure = LwtPreemptive.fromModule<(why: string) => never>(
  jobs,
  "closure",
);

afterEach(() => runVirtual(LwtPreemptive.shutdown));

test("detach MUST run on another thread, in no virtual time", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [n, id] = yield* Lwt.both(
        LwtPreemptive.detach(square, 12),
        LwtPreemptive.detach(thread, undefined),
      );
      return { n, own: id === threadId, at: LwtUnix.gettimeofday() };
    }),
  );
  expect(seen).toEqual({ n: 144, own: false, at: 0 });
});

test("a worker that throws MUST reject with its error; a cancel MUST do nothing", async () => {
  await expect(
    runVirtual(() => LwtPreemptive.detach(fails, "too far")),
  ).rejects.toThrow(new RangeError("too far"));
  const n = await runVirtual(() => {
    const p = LwtPreemptive.detach(square, 3);
    Lwt.cancel(p);
    return p;
  });
  expect(n).toBe(9);
});

test("a worker whose result cannot cross threads MUST reject, and the next work run", async () => {
  await expect(
    runVirtual(() => LwtPreemptive.detach(closure, "x")),
  ).rejects.toThrow("closure gave or threw what cannot cross threads");
  await expect(runVirtual(() => LwtPreemptive.detach(square, 4))).resolves.toBe(
    16,
  );
});

test("bounds of threads that make no sense MUST be refused", () => {
  expect(() => LwtPreemptive.setBounds([3, 2])).toThrow(Lwt.InvalidArgument);
  expect(LwtPreemptive.getBounds()).toEqual([0, 4]);
});

const flags = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));
const waitFor = LwtPreemptive.fromModule<(flag: Int32Array) => number>(
  jobs,
  "waitFor",
);

const release = (flag: Int32Array): void => {
  Atomics.store(flag, 0, 7);
  Atomics.notify(flag, 0);
};

test("work beyond the threads MUST wait in line, and never start if it is canceled there", async () => {
  LwtPreemptive.init(0, 1);
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const flag = flags();
      const first = LwtPreemptive.detach(waitFor, flag);
      const second = LwtPreemptive.detach(square, 2);
      const third = LwtPreemptive.detach(square, 3);
      const counts = [
        LwtPreemptive.nbthreads(),
        LwtPreemptive.nbthreadsbusy(),
        LwtPreemptive.nbthreadsqueued(),
      ];
      Lwt.cancel(first);
      Lwt.cancel(second);
      counts.push(LwtPreemptive.nbthreadsqueued());
      release(flag);
      return [counts, st(second), yield* first, yield* third];
    }),
  );
  LwtPreemptive.init(0, 4);
  expect(seen).toEqual([[1, 1, 2, 1], "canceled", 7, 9]);
});

test("new bounds MUST let what is under way end, and start what waits", async () => {
  LwtPreemptive.setBounds([0, 1]);
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const flag = flags();
      const first = LwtPreemptive.detach(waitFor, flag);
      const second = LwtPreemptive.detach(square, 2);
      LwtPreemptive.setBounds([1, 2]);
      const four = yield* second;
      release(flag);
      return [four, yield* first, LwtPreemptive.nbthreadsbusy()];
    }),
  );
  LwtPreemptive.setBounds([0, 4]);
  expect(seen).toEqual([4, 7, 0]);
});

test("a thread that is gone MUST reject its work, and the next work run", async () => {
  const exits = LwtPreemptive.fromModule<(code: number) => never>(
    jobs,
    "exits",
  );
  LwtPreemptive.setBounds([0, 1]);
  await expect(
    runVirtual(() => LwtPreemptive.detach(exits, 3)),
  ).rejects.toThrow();
  await expect(runVirtual(() => LwtPreemptive.detach(square, 5))).resolves.toBe(
    25,
  );
  LwtPreemptive.setBounds([0, 4]);
});

test("work that never ends MUST not be stopped by a cancel, and be rejected by shutdown", async () => {
  const forever = LwtPreemptive.fromModule<(_: void) => never>(jobs, "forever");
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const p = LwtPreemptive.detach(forever, undefined);
      const queued = [1, 2, 3, 4].map((n) => LwtPreemptive.detach(square, n));
      yield* Lwt.all(queued.slice(0, 3));
      Lwt.cancel(p);
      const before = st(p);
      yield* LwtPreemptive.shutdown();
      const threads = LwtPreemptive.nbthreads();
      const exn = yield* Lwt.catch(
        () => p,
        (error: unknown) => Lwt.return(error),
      );
      return [before, threads, exn instanceof Error];
    }),
  );
  expect(seen).toEqual(["sleep", 0, true]);
});

test("a most of waiting work below 0 MUST be refused", () => {
  expect(LwtPreemptive.getMaxNumberOfThreadsQueued()).toBe(1000);
  expect(() => LwtPreemptive.setMaxNumberOfThreadsQueued(-1)).toThrow(
    Lwt.InvalidArgument,
  );
  LwtPreemptive.setMaxNumberOfThreadsQueued(10);
  expect(LwtPreemptive.getMaxNumberOfThreadsQueued()).toBe(10);
});

test("runInMain MUST run in the main thread, and refuse to be called there", () => {
  expect(() =>
    LwtPreemptive.runInMain(
      LwtPreemptive.fromModule<(n: number) => Lwt.Promise<number>>(jobs),
      1,
    ),
  ).toThrow(Lwt.InvalidArgument);
});

// The compiled library: what a worker thread can load.
const built = new URL("./fixtures/inMain.mjs", import.meta.url);
const dist = new URL("../dist/src/", import.meta.url);

test.each([
  ["askMain", "4 on true from false"],
  ["failInMain", "RangeError no"],
  ["hollowInMain", "closure gave or threw what cannot cross threads"],
])("%s MUST get what main gives or throws", async (name, expected) => {
  const load = (file: string): Promise<unknown> =>
    import(/* @vite-ignore */ new URL(file, dist).href);
  const core = (await load("index.js")) as typeof Core;
  const unix = (await load("unix.js")) as typeof Unix;
  const { detach, fromModule, shutdown } = unix.LwtPreemptive;
  const f = fromModule<(n: number) => string>(built, name);
  await expect(core.LwtMain.run(detach(f, 4))()).resolves.toBe(expected);
  await core.LwtMain.run(shutdown())();
});
