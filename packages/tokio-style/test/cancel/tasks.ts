/** Cancel safety of tasks, time, and what puts futures together. */
import { Effect } from "effect";
import {
  CancellationToken,
  join,
  select,
  spawn,
  sync,
  task,
  time,
  tryJoin,
} from "../../src/index.js";
import { bounded, receives } from "./mpsc.js";
import { barrier } from "./events.js";
import type { Rows } from "./row.js";
import { Gate, type Make } from "./scene.js";
import { asItsFuture, asThat, within } from "./within.js";

const { advance, Instant } = time;

/** Something that is over at an instant. */
const timed =
  (op: () => Effect.Effect<any, any>): Make =>
  ({ counts }) => ({
    op,
    got: () => counts.push(Instant.now().millis),
    moves: [4, 6, 20, 20].map((millis) => () => advance(millis)),
  });

const tick: Make = () => {
  const interval = time.intervalAt(new Instant(5), 5);
  const due: Array<number> = [];
  return {
    op: () => interval.tick(),
    got: ({ millis }: time.Instant) => due.push(millis),
    moves: [() => advance(6), () => advance(20)],
    facts: () => due,
  };
};

const advanced: Make = () => ({
  op: () => advance(5),
  moves: [],
  facts: () => Instant.now().millis,
});

const cancelled: Make = () => {
  const token = new CancellationToken();
  return { op: () => token.cancelled(), moves: [() => token.cancel()] };
};

const handle: Make = () => {
  const gate = new Gate();
  const other = spawn(Effect.as(gate.wait, 7));
  const got: Array<number> = [];
  return {
    op: () => other,
    got: (value) => got.push(value),
    moves: [() => gate.open()],
    facts: () => got,
    wrong: () => [!other.isFinished() && "the task was dropped as well"],
  };
};

const { mpsc } = sync;

/** One branch has its message, the other one waits. */
const halfJoined =
  (both: typeof join | typeof tryJoin): Make =>
  () => {
    const [tx, rx] = mpsc.channel<number>(2);
    const [tx2, rx2] = mpsc.channel<number>(2);
    const got: Array<number> = [];
    return {
      op: () => both(rx.recv(), rx2.recv()),
      got: (values) => got.push(...values),
      moves: [() => void tx.trySend(1), () => void tx2.trySend(2)],
      facts: () => got,
    };
  };

/** One branch has its lock, or permit, or place; the other one waits. */
const lockedAndWaiting =
  (both: typeof join | typeof tryJoin): Make =>
  () => {
    const lock = new sync.Mutex(0);
    const rw = new sync.RwLock(0);
    const semaphore = new sync.Semaphore(2);
    const [tx] = mpsc.channel<number>(1);
    const gate = new Gate();
    return {
      op: () =>
        both(
          lock.lock(),
          rw.write(),
          semaphore.acquireMany(2),
          Effect.map(tx.reserve(), (permit) => permit),
          gate.wait,
        ),
      got: (got: ReadonlyArray<Disposable | undefined>) => {
        for (const it of got) it?.[Symbol.dispose]();
      },
      moves: [() => gate.open()],
      wrong: () => [
        lock.tryLock()._tag === "Failure" && "the lock is held",
        rw.tryWrite()._tag === "Failure" && "the write lock is held",
        semaphore.availablePermits() !== 2 && "permits are held",
        tx.capacity() !== 1 && "a place is held",
      ],
    };
  };

const joins = (both: typeof join | typeof tryJoin) =>
  ({
    cases: [
      {
        when: "of locks and permits",
        verdict: "safe",
        scenes: [lockedAndWaiting(both)],
      },
      {
        when: "of messages",
        verdict: "unsafe",
        scenes: [halfJoined(both)],
      },
    ],
    said: "nothing",
    line: "not cancel safe: the branches are dropped, in order, and what one has given already is lost. Locks and permits that it has given are given back.",
  }) as const;

const never = new Gate().wait;
const key = task.taskLocal<number>();

export const tasks: Rows = {
  "task.JoinHandle": {
    at: "internal/join-handle.ts#JoinHandle",
    cases: [
      {
        verdict: "safe",
        note: "dropping the await does not stop the task",
        scenes: [handle],
      },
    ],
    said: "nothing",
  },
  "task.LocalKey.scope": {
    at: "internal/task-local.ts#LocalKey.scope",
    cases: asItsFuture((future) => key.scope(1, future)),
    said: "nothing",
    line: asThat,
  },
  "task.yieldNow": {
    at: "task.ts#yieldNow",
    cases: [
      {
        verdict: "safe",
        scenes: [() => ({ op: () => task.yieldNow(), moves: [] })],
      },
    ],
    said: "nothing",
  },
  "task.consumeBudget": {
    at: "task.ts#consumeBudget",
    cases: [
      {
        verdict: "safe",
        scenes: [() => ({ op: () => task.consumeBudget(), moves: [] })],
      },
    ],
    said: "nothing",
  },
  "task.unconstrained": {
    at: "task.ts#unconstrained",
    cases: asItsFuture(task.unconstrained),
    said: "nothing",
    line: asThat,
  },
  "CancellationToken.cancelled": {
    at: "cancellation-token.ts#CancellationToken.cancelled",
    cases: [{ verdict: "safe", scenes: [cancelled] }],
    said: "nothing",
  },
  "time.sleep": {
    at: "time.ts#sleep",
    cases: [
      {
        verdict: "anew",
        note: "`sleepUntil` keeps its deadline",
        scenes: [timed(() => time.sleep(10))],
      },
    ],
    said: "safe",
    why: "what is dropped needs no clean-up, as Tokio says; a second sleep is another sleep",
  },
  "time.sleepUntil": {
    at: "time.ts#sleepUntil",
    cases: [
      {
        verdict: "safe",
        scenes: [timed(() => time.sleepUntil(new Instant(10)))],
      },
    ],
    said: "safe",
  },
  "time.Sleep": {
    at: "internal/sleep.ts#Sleep",
    cases: [
      {
        verdict: "safe",
        note: "to await it again is to wait until the same deadline",
        scenes: [
          (notes) => {
            const sleep = time.sleep(10);
            return timed(() => sleep)(notes);
          },
        ],
      },
    ],
    said: "safe",
  },
  "time.timeout": {
    at: "time.ts#timeout",
    cases: [
      {
        when: "of a future that never ends",
        verdict: "anew",
        scenes: [timed(() => Effect.flip(time.timeout(10, never)))],
      },
      {
        when: "of a future that is",
        verdict: "safe",
        scenes: [within((it) => time.timeout(10, it), receives(bounded))],
      },
      {
        when: "of a future that is not",
        verdict: "unsafe",
        scenes: [within((it) => time.timeout(10, it), barrier)],
      },
    ],
    said: "nothing",
    line: "dropping it drops the future; it is as cancel safe as that, but the next call counts its time anew.",
  },
  "time.timeoutAt": {
    at: "time.ts#timeoutAt",
    cases: asItsFuture((it) => time.timeoutAt(new Instant(10), it)),
    said: "nothing",
    line: asThat,
  },
  "time.Interval.tick": {
    at: "internal/interval.ts#Interval.tick",
    cases: [{ verdict: "safe", note: "no tick is lost", scenes: [tick] }],
    said: "safe",
  },
  "time.advance": {
    at: "time.ts#advance",
    cases: [
      {
        verdict: "unsafe",
        note: "once it has been polled the time has moved",
        scenes: [advanced],
      },
    ],
    said: "nothing",
  },
  select: {
    at: "select.ts#select",
    cases: asItsFuture((it) =>
      Effect.map(select({ it, never }), (won): unknown => won.value),
    ),
    said: "nothing",
    line: "dropping it drops the branches. A loser is dropped where it waits: use futures that are cancel safe when you select in a loop.",
  },
  join: { at: "join.ts#join", ...joins(join) },
  tryJoin: { at: "join.ts#tryJoin", ...joins(tryJoin) },
};
