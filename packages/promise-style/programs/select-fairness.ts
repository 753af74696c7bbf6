import type { ProgramOf } from "spec";

const program: ProgramOf<"select-fairness"> = async (io) => {
  const lanes = ["first", "second", "third"];

  // 1. three are ready, and main races them, 300 times
  io.log("main", "races three");
  const wins: [number, number, number] = [0, 0, 0];
  for (let round = 0; round < 300; round += 1) {
    const ready = [0, 1, 2].map((lane) => Promise.resolve(lane));
    const winner = await Promise.race(ready);

    // 2. main counts how often each has won
    wins[winner]! += 1;
  }
  io.log("main", "has counted");

  // 3. each has its share: at least 50 of the 300 rounds
  for (const [lane, won] of wins.entries())
    io.log(lanes[lane]!, "has its share", won >= 50);
  return { wins };
};

export default program;
