import { pause } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"yield-interleaving"> = async (io) => {
  const turns: string[] = [];
  const takeTurn = (lane: string, turn: number) => {
    io.log(lane, "takes a turn", turn);
    turns.push(lane);
  };

  const polite = async (lane: string) => {
    for (const turn of [1, 2, 3]) {
      takeTurn(lane, turn);
      await pause();
    }
    io.log(lane, "ends");
  };
  const greedy = async () => {
    for (const turn of [1, 2, 3]) takeTurn("greedy", turn);
    io.log("greedy", "ends");
  };

  // 1. main starts three polite tasks and a greedy one
  const tasks = ["a", "b", "c"].map((lane) => polite(lane));
  // 2. the greedy one takes its three turns in one go
  tasks.push(greedy());
  io.log("main", "has started all");

  // 3. the other three take turns, in the order in which they started
  await Promise.all(tasks);

  // 4. main has heard all four, and no time has passed
  io.log("main", "has heard all");
  return { turns };
};

export default program;
