import { all, run, sleep, spawn } from "effection";
import type { Task } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"equal-deadlines"> = (io) => {
  const woken: string[] = [];
  const wakes = (lane: string): void => {
    io.log(lane, "wakes");
    woken.push(lane);
  };

  return run(function* () {
    // 1. main makes a sleep until 10 ms, and does not wait for it yet
    io.log("early", "is made");
    const madeFirst = yield* spawn(() => sleep(10));
    yield* sleep(5);

    // 2. at 5 ms five sleepers each make one that ends at 10 ms, too
    const sleepers: Task<void>[] = [];
    for (const n of [1, 2, 3, 4, 5]) {
      const sleeper = yield* spawn(function* () {
        const lane = `sleeper${n}`;
        io.log(lane, "sleeps");
        yield* sleep(5);
        wakes(lane);
      });
      sleepers.push(sleeper);
    }

    // 3. the early one waits for the sleep that was made first
    const early = yield* spawn(function* () {
      io.log("early", "is awaited");
      yield* madeFirst;
      wakes("early");
    });

    // 4. all six wake at 10 ms
    yield* all([early, ...sleepers]);
    io.log("main", "has all six");
    return { woken };
  });
};

export default program;
