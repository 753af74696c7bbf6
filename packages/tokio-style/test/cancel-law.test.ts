/** Whatever is cut short, in whatever program: all is given back. */
import { Effect, Exit } from "effect";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  fn,
  join,
  select,
  spawn,
  sync,
  task,
  time,
  tryJoin,
} from "../src/index.js";
import { settled } from "./cancel/scene.js";
import { run } from "./support.js";

const { sleep } = time;

/** What the tasks of a program share. */
class World {
  readonly lock = new sync.Mutex(0);
  readonly rw = sync.RwLock.withMaxReaders(0, 3);
  readonly permits = new sync.Semaphore(3);
  readonly tx: sync.mpsc.Sender<number>;
  readonly rx: sync.mpsc.Receiver<number>;
  readonly sent: Array<number> = [];
  readonly received: Array<number> = [];
  readonly set = new task.JoinSet<unknown, unknown>();
  readonly begun: Array<task.AbortHandle> = [];
  messages = 0;

  constructor() {
    [this.tx, this.rx] = sync.mpsc.channel<number>(2);
  }
}

type Kind = "lock" | "read" | "write" | "permit" | "permits" | "send" | "place";
type Step =
  | { readonly does: Kind; readonly holds: number }
  | {
      readonly does: "both" | "all" | "join" | "tryJoin";
      readonly of: Steps;
    }
  | {
      readonly does: "select" | "timeout" | "spawn" | "set" | "abort";
      readonly of: Steps;
      readonly ms: number;
    };
type Steps = ReadonlyArray<Step>;
type Any = Effect.Effect<any, any>;

/** Waits for a guard, without anything that would drop it. */
const bare = (w: World, kind: Kind): Any => {
  if (kind === "lock") return w.lock.lock();
  if (kind === "read") return w.rw.read();
  if (kind === "write") return w.rw.write();
  if (kind === "permit") return w.permits.acquire();
  if (kind === "permits") return w.permits.acquireMany(2);
  if (kind === "place") return w.tx.reserve();
  const message = w.messages++;
  return Effect.map(w.tx.send(message), () => void w.sent.push(message));
};

const held = fn(function* (w: World, kind: Kind, holds: number) {
  using guard = (yield* bare(w, kind)) as Disposable | undefined;
  yield* sleep(holds);
  if (guard instanceof sync.mpsc.Permit && holds % 2 === 0) {
    const message = w.messages++;
    guard.send(message);
    w.sent.push(message);
  }
});

const inTurn: (w: World, steps: Steps) => Any = fn(function* (
  w: World,
  steps: Steps,
) {
  for (const step of steps) yield* does(w, step);
});

const kindsOf = (steps: Steps): Array<Kind> =>
  steps.flatMap((step) => ("holds" in step ? [step.does] : kindsOf(step.of)));

/** Guards that the join has, and its caller drops if it is given them. */
const joined = fn(function* (
  both: typeof join | typeof tryJoin,
  waits: Array<Any>,
) {
  const guards = (yield* both(waits)) as Array<Disposable | undefined>;
  for (const guard of guards) guard?.[Symbol.dispose]();
});

/** A task beside, that may be aborted, and whose handle is dropped. */
const beside = fn(function* (w: World, future: Any, abortedAfter?: number) {
  using handle = spawn(Effect.exit(future));
  w.begun.push(handle.abortHandle());
  if (abortedAfter === undefined) return;
  yield* sleep(abortedAfter);
  handle.abort();
});

const does = (w: World, step: Step): Any => {
  if ("holds" in step) return held(w, step.does, step.holds);
  const all = () => step.of.map((it) => does(w, it));
  const waits = () => kindsOf(step.of).map((kind) => bare(w, kind));
  if (!("ms" in step)) {
    if (step.does === "join") return join(all());
    if (step.does === "tryJoin") return tryJoin(all());
    return joined(step.does === "both" ? join : tryJoin, waits());
  }
  const { ms: millis } = step;
  const steps = inTurn(w, step.of);
  if (step.does === "select") {
    return Effect.asVoid(select({ steps, late: sleep(millis) }));
  }
  if (step.does === "timeout") return Effect.exit(time.timeout(millis, steps));
  if (step.does === "set") return Effect.sync(() => w.set.spawn(steps));
  const future = (millis % 2 === 0 ? waits()[0] : undefined) ?? steps;
  return beside(w, future, step.does === "abort" ? millis : undefined);
};

const ms = fc.integer({ min: 0, max: 6 });
const simple = fc.record({
  does: fc.constantFrom<Array<Kind>>(
    "lock",
    "read",
    "write",
    "permit",
    "permits",
    "send",
    "place",
  ),
  holds: ms,
});
const { steps: allSteps } = fc.letrec<{ steps: Steps; step: Step }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { arbitrary: simple, weight: 3 },
    fc.record({
      does: fc.constantFrom("both", "all", "join", "tryJoin"),
      of: tie("steps"),
    }),
    fc.record({
      does: fc.constantFrom("select", "timeout", "spawn", "set", "abort"),
      of: tie("steps"),
      ms,
    }),
  ) as fc.Arbitrary<Step>,
  steps: fc.array(tie("step"), { maxLength: 3 }),
}));

const programs = fc.array(
  fc.record({
    steps: allSteps,
    begins: ms,
    aborted: fc.option(fc.integer({ max: 30, min: 0 })),
  }),
  { minLength: 1, maxLength: 5 },
);

/** Receives all, and is cut short again and again. */
const receives = fn(function* (w: World, patience: number) {
  for (;;) {
    const won = yield* select({ message: w.rx.recv(), late: sleep(patience) });
    if (won._tag === "message") w.received.push(won.value!);
  }
});

test("an aborted task MUST leave no lock held, no permit lost and no message lost that was acknowledged", async () => {
  await fc.assert(
    fc.asyncProperty(programs, ms, async (program, patience) => {
      const left = await run(function* () {
        const w = new World();
        const receiver = spawn(receives(w, patience + 1));
        const tasks = program.map(({ steps: all, begins, aborted }) => {
          const handle = spawn(Effect.andThen(sleep(begins), inTurn(w, all)));
          if (aborted !== null) {
            spawn(Effect.map(sleep(aborted), () => handle.abort()));
          }
          return handle;
        });
        yield* sleep(1000);
        for (const handle of [...tasks, ...w.begun]) handle.abort();
        w.set[Symbol.dispose]();
        receiver.abort();
        yield* settled;
        yield* settled;
        return {
          lock: Exit.isSuccess(w.lock.tryLock()),
          rw: Exit.isSuccess(w.rw.tryWrite()),
          permits: w.permits.availablePermits(),
          places: w.tx.capacity(),
          lost: w.sent.filter((it) => !w.received.includes(it)),
          received: w.received.toSorted((a, b) => a - b),
          sent: w.sent.toSorted((a, b) => a - b),
        };
      });
      const { sent } = left;
      expect(left).toEqual({
        lock: true,
        rw: true,
        permits: 3,
        places: 2,
        lost: [],
        received: sent,
        sent,
      });
    }),
    { numRuns: 400 },
  );
});
