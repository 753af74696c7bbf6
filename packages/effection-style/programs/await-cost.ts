import { all, call, run, spawn } from "effection";
import type { Operation, Task } from "effection";
import { yieldNow } from "effection-style";
import { medianCost } from "spec";
import type { Cost, ProgramOf } from "spec";

const program: ProgramOf<"await-cost"> = (io) => {
  function* measure(thousand: () => Operation<void>): Operation<Cost> {
    const rounds: Cost[] = [];
    while (rounds.length < 10) {
      const round = io.measure();
      yield* thousand();
      rounds.push(round.stop(1000));
      yield* yieldNow();
    }
    return medianCost(rounds);
  }

  return run(function* () {
    // 1. ready values are awaited
    io.log("main", "awaits");
    const await_ = yield* measure(function* () {
      for (let n = 0; n < 1000; n += 1) yield* call(() => n);
    });

    // 2. pairs of ready values are joined
    io.log("main", "joins");
    const join = yield* measure(function* () {
      for (let n = 0; n < 1000; n += 1)
        yield* all([call(() => n), call(() => n)]);
    });

    // 3. tasks are spawned and joined
    io.log("main", "spawns");
    const spawned = yield* measure(function* () {
      const tasks: Task<void>[] = [];
      for (let n = 0; n < 1000; n += 1) tasks.push(yield* spawn(yieldNow));
      for (const task of tasks) yield* task;
    });

    // 4. main has the costs
    io.log("main", "has the costs");
    return { await: await_, join, spawn: spawned };
  });
};

export default program;
