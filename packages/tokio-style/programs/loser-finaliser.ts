import type { ProgramOf } from "spec";
import { fn, gen, runtime, select, spawn, time } from "tokio-style";

const program: ProgramOf<"loser-finaliser"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const clean: string[] = [];

  const main = gen(function* () {
    // 1. the losers and the fast one race
    const cleanUp = fn(function* (lane: string) {
      yield* time.sleep(5);
      clean.push(lane);
      io.log(lane, "is clean");
    });
    const loser = fn(function* (lane: string) {
      io.log(lane, "starts");
      try {
        yield* time.sleep(1000);
        return lane;
      } finally {
        io.log(lane, "is finalised");
        spawn(cleanUp(lane));
      }
    });
    const left = loser("left");
    const right = loser("right");
    const fast = gen(function* () {
      io.log("fast", "starts");
      yield* time.sleep(10);

      // 2. the fast one wins after 10 ms
      io.log("fast", "finishes");
      return "fast";
    });

    // 3. both losers are finalised before main has the winner
    const race = select({ left, right, fast }, { biased: true });
    const { value: winner } = yield* race;
    io.log("main", "has the winner", winner);

    // 4. a clean-up that takes 5 ms is not waited for
    const cleanWhenWon = clean.slice();

    // 5. main is done after both clean-ups
    yield* time.sleep(10);
    io.log("main", "is done");
    return { winner, cleanWhenWon, clean };
  });

  return rt.blockOn(main);
};

export default program;
