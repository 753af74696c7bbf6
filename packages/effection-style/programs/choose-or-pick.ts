import { race, run, sleep, spawn } from "effection";
import type { Operation } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"choose-or-pick"> = (io) => {
  const finished: string[] = [];

  function* racer(lane: string, ms: number): Operation<string> {
    io.log(lane, "starts");
    try {
      yield* sleep(ms);
      io.log(lane, "finishes");
      finished.push(lane);
      return lane;
    } finally {
      if (!finished.includes(lane)) io.log(lane, "is stopped");
    }
  }

  return run(function* () {
    // 1. the fast one and the kept one race
    const kept = yield* spawn(() => racer("kept", 20));
    const fast = racer("fast", 10);

    // 2. the fast one wins after 10 ms
    const first = yield* race([kept, fast]);
    io.log("main", "has the first winner", first);

    // 3. the kept one goes on, and finishes after 20 ms
    yield* sleep(20);
    io.log("main", "has waited");

    // 4. the fast one and the stopped one race
    const loser = racer("stopped", 20);
    const rival = racer("fast", 10);

    // 5. the fast one wins again, and the stopped one is stopped
    const second = yield* race([loser, rival]);
    io.log("main", "has the second winner", second);

    // 6. main has waited, and the stopped one never finished
    yield* sleep(20);
    io.log("main", "is done");
    return { winners: [first, second], finished };
  });
};

export default program;
