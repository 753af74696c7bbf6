import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"cancellation"> = (io) => {
  const finalised: string[] = [];
  let loserWentOn = false;
  let keeperWentOn = false;
  let cancelMicroseconds = 0;

  const main = Lwt.gen(function* () {
    // 1. the fast one and the slow one race
    const fast = Lwt.gen(function* () {
      io.log("fast", "starts");
      yield* LwtUnix.sleep(0.01);

      // 2. the fast one wins after 10 ms
      io.log("fast", "finishes");
      return "fast";
    });
    const slow = Lwt.gen(function* () {
      io.log("slow", "starts");
      try {
        yield* LwtUnix.sleep(1);
        loserWentOn = true;
        return "slow";
      } finally {
        // 3. the loser's finaliser runs before main has the winner
        io.log("slow", "is finalised");
        finalised.push("slow");
      }
    });
    const winner = yield* Lwt.pick([fast, slow]);
    io.log("main", "has the winner", winner);

    // 4. main cancels a worker by hand
    let cancelled = 0;
    const worker = Lwt.gen(function* () {
      io.log("worker", "starts");
      try {
        yield* LwtUnix.sleep(1);
      } finally {
        // 5. the worker's finaliser runs
        cancelMicroseconds = (performance.now() - cancelled) * 1000;
        io.log("worker", "is finalised");
        finalised.push("worker");
      }
    });
    io.log("main", "cancels the worker");
    cancelled = performance.now();
    Lwt.cancel(worker);
    const state = Lwt.state(worker);
    const isCancelled = state._tag === "Fail" && state.exn === Lwt.Canceled;

    // 6. the keeper goes on after its cancel
    const keeper = Lwt.gen(function* () {
      io.log("keeper", "starts");
      yield* LwtUnix.sleep(0.01);
      keeperWentOn = true;
      io.log("keeper", "finishes");
    });
    io.log("main", "lets go of the keeper");
    Lwt.cancel(Lwt.protected(keeper));
    yield* keeper;
    io.log("main", "is done");

    return {
      winner,
      loserWentOn,
      finalised,
      workerIs: isCancelled ? ("cancelled" as const) : ("finished" as const),
      cancelMicroseconds,
      keeperWentOn,
    };
  });

  return LwtMain.run(main)();
};

export default program;
