/** Cancel safety of sets of tasks. */
import { Effect } from "effect";
import { gen, sync, task } from "../../src/index.js";
import type { Rows } from "./row.js";
import { Gate, type Make, settled } from "./scene.js";
import { asItsFuture, asThat } from "./within.js";

/** Two tasks that wait, and what opens their gates. */
function twoTasks(spawn: (n: number, task: Effect.Effect<number>) => void) {
  return [1, 2].map((n) => {
    const gate = new Gate();
    spawn(n, Effect.as(gate.wait, n));
    return () => gate.open();
  });
}

const joinNext: Make = () => {
  const set = new task.JoinSet<number>();
  const gates = twoTasks((_, it) => set.spawn(it));
  const got: Array<number> = [];
  return {
    op: () => set.joinNext(),
    got: ({ value }) => got.push(value),
    moves: [...gates, () => settled],
    facts: () => got,
    wrong: () => [
      set.length + got.length !== 2 && `a result is lost, not ${got.join()}`,
    ],
  };
};

const joinNextKey: Make = () => {
  const map = new task.JoinMap<number, number>();
  const gates = twoTasks((n, it) => map.spawn(n, it));
  const got: Array<number> = [];
  return {
    op: () => map.joinNext(),
    got: ({ key }) => got.push(key),
    moves: [...gates, () => settled],
    facts: () => got,
    wrong: () => [
      map.length + got.length !== 2 && `a result is lost, not ${got.join()}`,
    ],
  };
};

interface AnySet {
  isEmpty(): boolean;
  shutdown(): Effect.Effect<void>;
}

/** One task has ended and gives a lock, the other one waits with another. */
const shutdown =
  (
    make: (
      ended: Effect.Effect<unknown>,
      waits: Effect.Effect<unknown>,
    ) => AnySet,
  ): Make =>
  () => {
    const [given, used] = [new sync.Mutex(0), new sync.Mutex(0)];
    const never = gen(function* () {
      using _ = yield* used.lock();
      yield* new Gate().wait;
    });
    const set = make(given.lock(), never);
    const free = (lock: sync.Mutex<number>) => lock.tryLock()._tag;
    let polled = false;
    return {
      op: () =>
        Effect.suspend(() => {
          polled = true;
          return set.shutdown();
        }),
      moves: [],
      facts: () => set.isEmpty(),
      wrong: () => [
        polled && free(used) === "Failure" && "a task goes on",
        set.isEmpty() && free(given) === "Failure" && "a result is held",
      ],
    };
  };

const shutdownOfSet = shutdown((ended, waits) => {
  const set = new task.JoinSet<unknown>();
  for (const it of [ended, waits]) set.spawn(it);
  return set;
});

const shutdownOfMap = shutdown((ended, waits) => {
  const map = new task.JoinMap<string, unknown>();
  map.spawn("ended", ended);
  map.spawn("waits", waits);
  return map;
});

/** The tasks of a LocalSet go on whenever it is polled. */
const localTasks =
  (op: (local: task.LocalSet) => Effect.Effect<unknown>): Make =>
  () => {
    const local = new task.LocalSet();
    const ended: Array<number> = [];
    const gates = twoTasks((n, it) => {
      local.spawnLocal(Effect.map(it, () => void ended.push(n))).drop();
    });
    return {
      op: () => op(local),
      moves: gates,
      facts: () => ended,
    };
  };

/** A tracker is closed once its task has ended. */
const tracked: Make = () => {
  const tracker = new task.TaskTracker();
  const gate = new Gate();
  tracker.spawn(gate.wait);
  return {
    op: () => tracker.wait(),
    moves: [() => gate.open(), () => void tracker.close()],
    wrong: () => [!tracker.isEmpty() && "a task is tracked"],
  };
};

/** It is closed and empty only for a moment. */
const trackedForAMoment: Make = () => {
  const tracker = new task.TaskTracker();
  return {
    op: () => tracker.wait(),
    moves: [
      () => {
        tracker.close();
        tracker.reopen();
      },
    ],
  };
};

const stopsAll = "once it was polled the tasks stop all the same";

export const sets: Rows = {
  "task.JoinSet.joinNext": {
    at: "internal/join-set.ts#JoinSet.joinNext",
    cases: [{ verdict: "safe", note: "no result is lost", scenes: [joinNext] }],
    said: "safe",
  },
  "task.JoinSet.shutdown": {
    at: "internal/join-set.ts#JoinSet.shutdown",
    cases: [{ verdict: "safe", note: stopsAll, scenes: [shutdownOfSet] }],
    said: "nothing",
  },
  "task.JoinMap.joinNext": {
    at: "internal/join-map.ts#JoinMap.joinNext",
    cases: [
      { verdict: "safe", note: "no result is lost", scenes: [joinNextKey] },
    ],
    said: "safe",
  },
  "task.JoinMap.shutdown": {
    at: "internal/join-map.ts#JoinMap.shutdown",
    cases: [{ verdict: "safe", note: stopsAll, scenes: [shutdownOfMap] }],
    said: "nothing",
  },
  "task.LocalSet": {
    at: "internal/local-set.ts#LocalSet",
    cases: [
      {
        verdict: "safe",
        note: "the tasks stay as they are until the set is polled again, or dropped",
        scenes: [localTasks((local) => local)],
      },
    ],
    said: "nothing",
  },
  "task.LocalSet.runUntil": {
    at: "internal/local-set.ts#LocalSet.runUntil",
    cases: asItsFuture((it) => new task.LocalSet().runUntil(it)),
    said: "nothing",
    line: "dropping it drops the future, and not the tasks; it is as cancel safe as the future.",
  },
  "task.TaskTracker.wait": {
    at: "internal/task-tracker.ts#TaskTracker.wait",
    cases: [
      { verdict: "safe", scenes: [tracked] },
      {
        when: "when it is closed and empty for a moment only",
        verdict: "unsafe",
        note: "the next call waits for another such moment",
        scenes: [trackedForAMoment],
      },
    ],
    said: "nothing",
  },
  "task.TaskTracker.trackFuture": {
    at: "internal/task-tracker.ts#TaskTracker.trackFuture",
    cases: asItsFuture((it) => new task.TaskTracker().trackFuture(it)),
    said: "nothing",
    line: asThat,
  },
};
