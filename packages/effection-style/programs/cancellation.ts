import { call, race, run, sleep, spawn } from "effection";
import { yieldNow } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"cancellation"> = (io) => {
  const finalised: string[] = [];
  let loserWentOn = false;
  let keeperWentOn = false;
  let cancelMicroseconds = 0;

  return run(function* () {
    // 1. the fast one and the slow one race
    const fast = call(function* () {
      io.log("fast", "starts");
      yield* sleep(10);

      // 2. the fast one wins after 10 ms
      io.log("fast", "finishes");
      return "fast";
    });
    const slow = call(function* () {
      io.log("slow", "starts");
      try {
        yield* sleep(1000);
        loserWentOn = true;
        return "slow";
      } finally {
        // 3. the loser's finaliser runs before main has the winner
        io.log("slow", "is finalised");
        finalised.push("slow");
      }
    });
    const winner = yield* race([fast, slow]);
    io.log("main", "has the winner", winner);

    // 4. main cancels a worker by hand
    let cancelled = 0;
    let workerIs: "cancelled" | "finished" = "cancelled";
    const worker = yield* spawn(function* () {
      io.log("worker", "starts");
      try {
        yield* sleep(1000);
        workerIs = "finished";
      } finally {
        // 5. the worker's finaliser runs
        cancelMicroseconds = (performance.now() - cancelled) * 1000;
        io.log("worker", "is finalised");
        finalised.push("worker");
      }
    });
    yield* yieldNow();
    io.log("main", "cancels the worker");
    cancelled = performance.now();
    yield* worker.halt();

    // 6. the keeper goes on after its cancel
    const keeper = yield* spawn(function* () {
      io.log("keeper", "starts");
      yield* sleep(10);
      keeperWentOn = true;
      io.log("keeper", "finishes");
    });
    const waiter = yield* spawn(() => keeper);
    io.log("main", "lets go of the keeper");
    yield* waiter.halt();
    yield* sleep(20);
    io.log("main", "is done");

    return {
      winner,
      loserWentOn,
      finalised,
      workerIs,
      cancelMicroseconds,
      keeperWentOn,
    };
  });
};

export default program;
