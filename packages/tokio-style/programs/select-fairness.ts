import { Effect } from "effect";
import type { ProgramOf } from "spec";
import { gen, runtime, select } from "tokio-style";

const program: ProgramOf<"select-fairness"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .rngSeed(342)
    .build();
  const lanes = ["first", "second", "third"];

  const main = gen(function* () {
    // 1. three are ready, and main races them, 300 times
    io.log("main", "races three");
    const wins: [number, number, number] = [0, 0, 0];
    for (let round = 0; round < 300; round += 1) {
      const { value: winner } = yield* select({
        first: Effect.succeed(0),
        second: Effect.succeed(1),
        third: Effect.succeed(2),
      });

      // 2. main counts how often each has won
      wins[winner]! += 1;
    }
    io.log("main", "has counted");

    // 3. each has its share: at least 50 of the 300 rounds
    for (const [lane, won] of wins.entries())
      io.log(lanes[lane]!, "has its share", won >= 50);
    return { wins };
  });

  return rt.blockOn(main);
};

export default program;
