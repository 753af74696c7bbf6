import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, task } from "tokio-style";

const program: ProgramOf<"yield-interleaving"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const turns: string[] = [];
  const takeTurn = (lane: string, turn: number) => {
    io.log(lane, "takes a turn", turn);
    turns.push(lane);
  };

  const polite = fn(function* (lane: string) {
    for (const turn of [1, 2, 3]) {
      takeTurn(lane, turn);
      yield* task.yieldNow();
    }
    io.log(lane, "ends");
  });
  const greedy = fn(function* () {
    for (const turn of [1, 2, 3]) takeTurn("greedy", turn);
    io.log("greedy", "ends");
  });

  const main = gen(function* () {
    // 1. main starts three polite tasks and a greedy one
    const tasks = ["a", "b", "c"].map((lane) => spawn(polite(lane)));
    // 2. the greedy one takes its three turns in one go
    tasks.push(spawn(greedy()));
    io.log("main", "has started all");

    // 3. the other three take turns, in the order in which they started
    for (const handle of tasks) yield* handle;

    // 4. main has heard all four, and no time has passed
    io.log("main", "has heard all");
    return { turns };
  });

  return rt.blockOn(main);
};

export default program;
