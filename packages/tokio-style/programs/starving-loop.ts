import { Effect } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, join, runtime, spawn, sync, task } from "tokio-style";

const program: ProgramOf<"starving-loop"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  let rounds = 0;
  const neighbour = fn(function* () {
    io.log("neighbour", "runs", rounds);
    return rounds;
  });

  const main = gen(function* () {
    // 1. main awaits 300 values that are ready
    const first = spawn(neighbour());
    io.log("main", "awaits ready values");
    for (rounds = 0; rounds < 300; rounds += 1) yield* Effect.succeed(rounds);

    // 2. the neighbour runs when main yields at last
    io.log("main", "yields");
    yield* task.yieldNow();

    // 3. main locks a free lock 300 times
    const second = spawn(neighbour());
    io.log("main", "locks a free lock");
    const lock = new sync.Mutex(undefined);
    for (rounds = 0; rounds < 300; rounds += 1) (yield* lock.lock()).drop();
    io.log("main", "yields");
    yield* task.yieldNow();

    // 4. main yields in each of 300 rounds
    const third = spawn(neighbour());
    io.log("main", "yields in each round");
    for (rounds = 0; rounds < 300; rounds += 1) yield* task.yieldNow();

    // 5. main has the rounds before each of the neighbour's runs
    const roundsBefore = yield* join([first, second, third]);
    io.log("main", "has the rounds");
    return { roundsBefore };
  });

  return rt.blockOn(main);
};

export default program;
