import { call, race, run } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"select-fairness"> = (io) => {
  const lanes = ["first", "second", "third"];

  return run(function* () {
    // 1. three are ready, and main races them, 300 times
    io.log("main", "races three");
    const wins: [number, number, number] = [0, 0, 0];
    for (let round = 0; round < 300; round += 1) {
      const winner = yield* race([call(() => 0), call(() => 1), call(() => 2)]);

      // 2. main counts how often each has won
      wins[winner]! += 1;
    }
    io.log("main", "has counted");

    // 3. each has its share: at least 50 of the 300 rounds
    for (const [lane, won] of wins.entries())
      io.log(lanes[lane]!, "has its share", won >= 50);
    return { wins };
  });
};

export default program;
