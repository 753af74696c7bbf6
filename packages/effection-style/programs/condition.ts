import { all, run, sleep, spawn } from "effection";
import type { Task } from "effection";
import { createCondition } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"condition"> = (io) =>
  run(function* () {
    const started = performance.now();

    // 1. four waiters wait on a condition
    const condition = createCondition();
    const waiters: Task<number>[] = [];
    for (const n of [1, 2, 3, 4]) {
      const waiter = yield* spawn(function* () {
        const lane = `waiter${n}`;
        io.log(lane, "waits");
        yield* condition.wait();
        io.log(lane, "wakes");
        return Math.round(performance.now() - started);
      });
      waiters.push(waiter);
    }

    // 2. main signals at 10 ms: the first in line wakes
    yield* sleep(10);
    io.log("main", "signals");
    condition.signal();
    io.log("main", "has signalled");

    // 3. main broadcasts at 20 ms: the other three wake
    yield* sleep(10);
    io.log("main", "broadcasts");
    condition.broadcast();
    io.log("main", "has broadcast");

    // 4. main has heard of all four
    const wokeAtMs = yield* all(waiters);
    io.log("main", "has all four");
    return { wokeAtMs };
  });

export default program;
