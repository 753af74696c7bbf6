import { all, call, run, spawn } from "effection";
import type { Operation } from "effection";
import { createSemaphore, yieldNow } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"starving-loop"> = (io) => {
  let rounds = 0;
  function* neighbour(): Operation<number> {
    io.log("neighbour", "runs", rounds);
    return rounds;
  }

  return run(function* () {
    // 1. main awaits 300 values that are ready
    const first = yield* spawn(neighbour);
    io.log("main", "awaits ready values");
    for (rounds = 0; rounds < 300; rounds += 1) yield* call(() => rounds);

    // 2. the neighbour runs when main yields at last
    io.log("main", "yields");
    yield* yieldNow();

    // 3. main locks a free lock 300 times
    const second = yield* spawn(neighbour);
    io.log("main", "locks a free lock");
    const lock = createSemaphore(1);
    for (rounds = 0; rounds < 300; rounds += 1)
      (yield* lock.acquire()).release();
    io.log("main", "yields");
    yield* yieldNow();

    // 4. main yields in each of 300 rounds
    const third = yield* spawn(neighbour);
    io.log("main", "yields in each round");
    for (rounds = 0; rounds < 300; rounds += 1) yield* yieldNow();

    // 5. main has the rounds before each of the neighbour's runs
    const roundsBefore = yield* all([first, second, third]);
    io.log("main", "has the rounds");
    return { roundsBefore };
  });
};

export default program;
