import { Lwt, LwtMain } from "lwt-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"select-fairness"> = (io) => {
  const lanes = ["first", "second", "third"];

  const main = Lwt.gen(function* () {
    // 1. three are ready, and main races them, 300 times
    io.log("main", "races three");
    const wins: [number, number, number] = [0, 0, 0];
    for (let round = 0; round < 300; round += 1) {
      const ready = [Lwt.return(0), Lwt.return(1), Lwt.return(2)];
      const winner = yield* Lwt.choose(ready);

      // 2. main counts how often each has won
      wins[winner]! += 1;
    }
    io.log("main", "has counted");

    // 3. each has its share: at least 50 of the 300 rounds
    for (const [lane, won] of wins.entries())
      io.log(lanes[lane]!, "has its share", won >= 50);
    return { wins };
  });

  return LwtMain.run(main)();
};

export default program;
