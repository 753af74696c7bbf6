import { all, run, spawn } from "effection";
import type { Operation, Task } from "effection";
import { yieldNow } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"yield-interleaving"> = (io) => {
  const turns: string[] = [];
  const takeTurn = (lane: string, turn: number) => {
    io.log(lane, "takes a turn", turn);
    turns.push(lane);
  };

  function* polite(lane: string): Operation<void> {
    for (const turn of [1, 2, 3]) {
      takeTurn(lane, turn);
      yield* yieldNow();
    }
    io.log(lane, "ends");
  }
  function* greedy(): Operation<void> {
    for (const turn of [1, 2, 3]) takeTurn("greedy", turn);
    io.log("greedy", "ends");
  }

  return run(function* () {
    // 1. main starts three polite tasks and a greedy one
    const tasks: Task<void>[] = [];
    for (const lane of ["a", "b", "c"])
      tasks.push(yield* spawn(() => polite(lane)));
    // 2. the greedy one takes its three turns in one go
    tasks.push(yield* spawn(greedy));
    io.log("main", "has started all");

    // 3. the other three take turns, in the order in which they started
    yield* all(tasks);

    // 4. main has heard all four, and no time has passed
    io.log("main", "has heard all");
    return { turns };
  });
};

export default program;
