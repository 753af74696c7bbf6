import type { ProgramOf } from "spec";
import { fn, gen, runtime, select, spawn, time } from "tokio-style";

const program: ProgramOf<"choose-or-pick"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const finished: string[] = [];

  const racer = fn(function* (lane: string, ms: number) {
    io.log(lane, "starts");
    try {
      yield* time.sleep(ms);
      io.log(lane, "finishes");
      finished.push(lane);
      return lane;
    } finally {
      if (!finished.includes(lane)) io.log(lane, "is stopped");
    }
  });

  const main = gen(function* () {
    // 1. the fast one and the kept one race
    const kept = spawn(racer("kept", 20));
    const fast = racer("fast", 10);
    const race = select({ kept, fast }, { biased: true });

    // 2. the fast one wins after 10 ms
    const { value: first } = yield* race;
    io.log("main", "has the first winner", first);

    // 3. the kept one goes on, and finishes after 20 ms
    yield* time.sleep(20);
    io.log("main", "has waited");

    // 4. the fast one and the stopped one race
    const loser = racer("stopped", 20);
    const rival = racer("fast", 10);
    const again = select({ loser, rival }, { biased: true });

    // 5. the fast one wins again, and the stopped one is stopped
    const { value: second } = yield* again;
    io.log("main", "has the second winner", second);

    // 6. main has waited, and the stopped one never finished
    yield* time.sleep(20);
    io.log("main", "is done");
    return { winners: [first, second], finished };
  });

  return rt.blockOn(main);
};

export default program;
