/** Programs of recorded/shutdown.rs, under the same names. */
import { Effect, Exit } from "effect";
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
import { paused } from "./support.js";

const { sleep } = time;
const { yieldNow } = task;
type Handle = task.JoinHandle<any, any>;

/** What was said: without a time, for a runtime that is gone has none. */
export const said: Array<string> = [];
const say = (event: string): void => void said.push(event);
/** Says when it is dropped. */
export const drops = (name: string): Disposable =>
  then(() => say(`drop ${name}`));
const then = (f: () => void): Disposable => ({ [Symbol.dispose]: f });

/** Holds something while it waits. */
export const holds = fn(function* (
  held: Disposable,
  wait: Effect.Effect<unknown>,
) {
  using _ = held;
  yield* wait;
});
/** Holds something for ever. */
export const forever = (held: Disposable) => holds(held, Effect.never);

/** Says what handles give once their runtime is gone. */
export async function ends(handles: ReadonlyArray<Handle>): Promise<void> {
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

/** Runs on a thread until its second cell is set; says in the first that it began. */
export const hold = task.moduleFn<[Int32Array], string>(
  new URL("./fixtures/jobs.mjs", import.meta.url),
  "hold",
);

/** Waits until a thread has begun the job. */
export async function begun(cells: Int32Array): Promise<void> {
  while (Atomics.load(cells, 0) === 0) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Lets the job end. */
export function release(cells: Int32Array): void {
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

export const programs: Record<string, () => Promise<void>> = {
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
