import type { ProgramOf } from "spec";
import {
  CancellationToken,
  gen,
  runtime,
  select,
  spawn,
  task,
  time,
} from "tokio-style";

const program: ProgramOf<"cancellation"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const finalised: string[] = [];
  let loserWentOn = false;
  let keeperWentOn = false;
  let cancelMicroseconds = 0;

  const main = gen(function* () {
    // 1. the fast one and the slow one race
    const fast = gen(function* () {
      io.log("fast", "starts");
      yield* time.sleep(10);

      // 2. the fast one wins after 10 ms
      io.log("fast", "finishes");
      return "fast";
    });
    const slow = gen(function* () {
      io.log("slow", "starts");
      try {
        yield* time.sleep(1000);
        loserWentOn = true;
        return "slow";
      } finally {
        // 3. the loser's finaliser runs before main has the winner
        io.log("slow", "is finalised");
        finalised.push("slow");
      }
    });
    const { value: winner } = yield* select({ fast, slow }, { biased: true });
    io.log("main", "has the winner", winner);

    // 4. main cancels a worker by hand
    let cancelled = 0;
    const token = new CancellationToken();
    const work = gen(function* () {
      io.log("worker", "starts");
      try {
        yield* time.sleep(1000);
      } finally {
        // 5. the worker's finaliser runs
        cancelMicroseconds = (performance.now() - cancelled) * 1000;
        io.log("worker", "is finalised");
        finalised.push("worker");
      }
    });
    const worker = spawn(
      select({ cancelled: token.cancelled(), finished: work }),
    );
    yield* task.yieldNow();
    io.log("main", "cancels the worker");
    cancelled = performance.now();
    token.cancel();
    const { _tag: workerIs } = yield* worker;

    // 6. the keeper goes on after its cancel
    spawn(
      gen(function* () {
        io.log("keeper", "starts");
        yield* time.sleep(10);
        keeperWentOn = true;
        io.log("keeper", "finishes");
      }),
    );
    io.log("main", "lets go of the keeper");
    yield* time.sleep(20);
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

  return rt.blockOn(main);
};

export default program;
