/** Runtimes that end while tasks are alive, against the real Tokio. */
import { Effect, Exit } from "effect";
import { expect, test } from "vitest";
import {
  fn,
  gen,
  join,
  runtime,
  select,
  spawn,
  sync,
  task,
  time,
} from "../src/index.js";
import { isOk, paused, recorded } from "./support.js";

const { sleep } = time;
const { yieldNow } = task;
type Handle = task.JoinHandle<any, any>;

let said: Array<string> = [];
const say = (event: string): void => void said.push(event);
const drops = (name: string): Disposable => then(() => say(`drop ${name}`));
const then = (f: () => void): Disposable => ({ [Symbol.dispose]: f });

/** Holds something while it waits. */
const holds = fn(function* (held: Disposable, wait: Effect.Effect<unknown>) {
  using _ = held;
  yield* wait;
});
const forever = (held: Disposable) => holds(held, Effect.never);

/** Says what handles give once their runtime is gone. */
async function ends(handles: ReadonlyArray<Handle>): Promise<void> {
  using rt = runtime.Runtime.new();
  for (const [i, handle] of handles.entries()) {
    const exit = await rt.blockOn(Effect.exit(handle));
    if (Exit.isSuccess(exit)) say(`${i} ok`);
    else {
      const error = await rt.blockOn(Effect.flip(handle));
      say(`${i} cancelled ${error.isCancelled()} panic ${error.isPanic()}`);
    }
  }
}

async function shutsDown(
  end: (rt: runtime.Runtime) => void | Promise<void>,
): Promise<void> {
  const rt = paused();
  const v = [
    rt.spawn(forever(drops("a"))),
    rt.spawn(holds(drops("b"), sleep(5))),
  ];
  await rt.blockOn(yieldNow());
  await end(rt);
  say("is down");
  await ends(v);
}

const hold = task.moduleFn<[Int32Array], string>(
  new URL("./fixtures/jobs.mjs", import.meta.url),
  "hold",
);

/** Waits until a thread has begun the job. */
async function begun(cells: Int32Array): Promise<void> {
  while (Atomics.load(cells, 0) === 0) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Lets the job end. */
function release(cells: Int32Array): void {
  Atomics.store(cells, 1, 1);
  Atomics.notify(cells, 1);
}

/** Shuts down while a job runs, which ends when its second cell is set. */
async function withJob(timeout: number, endsAfter?: number): Promise<void> {
  const rt = paused();
  const cells = new Int32Array(new SharedArrayBuffer(8));
  const job = rt.enter(() => task.spawnBlocking(hold, cells));
  const held = then(() => say(`dropped, job finished ${job.isFinished()}`));
  const v = [rt.spawn(forever(held))];
  await rt.blockOn(yieldNow());
  await begun(cells);
  if (endsAfter !== undefined) setTimeout(() => release(cells), endsAfter);
  await rt.shutdownTimeout(timeout);
  say("is down");
  await ends(v);
  release(cells);
  await ends([job]);
}

const programs: Record<string, () => Promise<void>> = {
  "shutdown-order": async () => {
    const rt = paused();
    const v: Array<Handle> = [];
    await rt.blockOn(
      gen(function* () {
        for (const name of ["a", "b", "c"]) {
          const inner = holds(drops(`${name}'`), sleep(5));
          v.push(spawn(holds(drops(name), inner)));
        }
        v.push(spawn(holds(drops("done"), Effect.void)));
        yield* yieldNow();
        v.push(spawn(holds(drops("never polled"), Effect.void)));
      }),
    );
    v.push(rt.spawn(Effect.sync(() => say("never"))));
    say("shutdown");
    rt.shutdown();
    say("is down");
    await ends(v);
  },
  "shutdown-branches": async () => {
    const rt = paused();
    const second = holds(
      drops("second"),
      select(
        { left: forever(drops("left")), right: forever(drops("right")) },
        { biased: true },
      ),
    );
    const all = join(
      holds(drops("first"), sleep(5)),
      second,
      holds(drops("third"), sleep(5)),
    );
    const v = [rt.spawn(holds(drops("task"), all))];
    await rt.blockOn(yieldNow());
    rt.shutdown();
    await ends(v);
  },
  "shutdown-wakes": async () => {
    const rt = paused();
    const v: Array<Handle> = [];
    const m = new sync.Mutex(undefined);
    const [tx, rx] = sync.oneshot.channel<void>();
    const goesOn = fn(function* (name: string, wait: Effect.Effect<any, any>) {
      using _ = drops(name);
      yield* Effect.exit(wait);
      say(`${name} goes on`);
    });
    await rt.blockOn(
      gen(function* () {
        const a = spawn(
          gen(function* () {
            using _ = drops("a");
            using _guard = yield* m.lock();
            using _tx = tx;
            yield* Effect.never;
          }),
        );
        v.push(spawn(goesOn("b", m.lock())));
        v.push(spawn(goesOn("c", a)));
        v.push(spawn(goesOn("d", rx)));
        yield* yieldNow();
      }),
    );
    rt.shutdown();
    say(String(Exit.isSuccess(m.tryLock())));
    await ends(v);
  },
  "shutdown-spawns": async () => {
    const rt = paused();
    const handle = rt.handle();
    const never = Effect.sync(() => say("never"));
    const spawns = then(() => say(`finished ${spawn(never).isFinished()}`));
    const v = [rt.spawn(forever(spawns)), rt.spawn(forever(drops("b")))];
    await rt.blockOn(yieldNow());
    rt.shutdown();
    const late = handle.spawn(never);
    say(`finished ${late.isFinished()}`);
    await ends([late]);
    await ends(v);
  },
  "shutdown-aborts": async () => {
    const rt = paused();
    const n = new sync.Notify();
    const n2 = new sync.Notify();
    const v: Array<Handle> = [];
    await rt.blockOn(
      gen(function* () {
        const c = spawn(holds(drops("old"), n.notified()));
        const later = spawn(holds(drops("young"), n2.notified()));
        const aborts = then(() => {
          say("aborts");
          c.abort();
          later.abort();
        });
        const notifies = then(() => {
          say("notifies");
          n2.notifyWaiters();
        });
        v.push(spawn(forever(aborts)), spawn(forever(notifies)));
        yield* yieldNow();
        v.push(c, later);
      }),
    );
    rt.shutdown();
    await ends(v);
  },
  "shutdown-panics": async () => {
    const rt = paused();
    const panics = then(() => {
      say("panics");
      throw new Error("panic");
    });
    const v = [rt.spawn(forever(panics)), rt.spawn(forever(drops("b")))];
    await rt.blockOn(yieldNow());
    rt.shutdown();
    await ends(v);
  },
  "shutdown-background": () => shutsDown((rt) => rt.shutdownBackground()),
  "shutdown-timeout": () => shutsDown((rt) => rt.shutdownTimeout(1000)),
  "shutdown-job-0": () => withJob(0),
  "shutdown-job-20": () => withJob(20),
  "shutdown-job-2000": () => withJob(60_000, 20),
};
const tokio = recorded("shutdown.trace");

test.each(Object.keys(programs))(
  "%s MUST happen in the order of the real Tokio",
  async (name) => {
    said = [];
    await programs[name]?.();
    expect(said).toEqual(tokio.get(name));
  },
);

test("every recorded program MUST have its port", () => {
  expect(Object.keys(programs).toSorted()).toEqual(
    [...tokio.keys()].toSorted(),
  );
});

test("a blockOn MUST reject when its runtime is shut down, main dropped first", async () => {
  said = [];
  const rt = runtime.Builder.newCurrentThread().build();
  rt.spawn(forever(drops("task")));
  const main = rt.blockOn(holds(drops("main"), sleep(60_000)));
  await rt.shutdownTimeout(60_000);
  await expect(main).rejects.toThrow("shut down before this future ended");
  expect(said).toEqual(["drop main", "drop task"]);
  await expect(rt.blockOn(Effect.void)).rejects.toThrow("shut down");
});

test("shutdownTimeout MUST end a blockOn at once, whatever jobs run", async () => {
  const rt = paused();
  const cells = new Int32Array(new SharedArrayBuffer(8));
  const job = rt.enter(() => task.spawnBlocking(hold, cells));
  const main = rt.blockOn(Effect.never);
  await begun(cells);
  const down = rt.shutdownTimeout(60_000);
  await expect(main).rejects.toThrow("shut down before this future ended");
  expect(job.isFinished()).toBe(false);
  release(cells);
  await down;
  expect(job.isFinished()).toBe(true);
});

test("a future MUST NOT shut its own runtime down", async () => {
  using rt = paused();
  const shutsIt = Effect.sync(() => rt.shutdown());
  await expect(rt.blockOn(shutsIt)).rejects.toThrow("do it after blockOn");
  const inTask = gen(function* () {
    return yield* isOk(spawn(shutsIt));
  });
  expect(await rt.blockOn(inTask)).toBe(false);
});

test("a job MUST be cancelled when its runtime has been shut down", async () => {
  const rt = paused();
  const queued = rt.enter(() => task.spawnBlocking(hold, new Int32Array(2)));
  rt.shutdown();
  const late = rt.enter(() => task.spawnBlocking(hold, new Int32Array(2)));
  said = [];
  await ends([queued, late]);
  expect(said).toEqual([
    "0 cancelled true panic false",
    "1 cancelled true panic false",
  ]);
});

test("shutdown MUST end when a finaliser waits, and drop it", async () => {
  said = [];
  const rt = paused();
  const waits = Effect.ensuring(
    Effect.never,
    holds(drops("finaliser"), Effect.never),
  );
  const handle = rt.spawn(waits);
  await rt.blockOn(yieldNow());
  rt.shutdown();
  rt.shutdown();
  await ends([handle]);
  expect(said).toEqual(["drop finaliser", "0 cancelled true panic false"]);
});
