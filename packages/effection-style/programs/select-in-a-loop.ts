import { race, run, sleep, spawn } from "effection";
import type { Operation } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"select-in-a-loop"> = (io) => {
  const finished: string[] = [];

  function* tick(): Operation<undefined> {
    yield* sleep(10);
  }
  function* job(lane: string): Operation<string> {
    io.log(lane, "starts");
    try {
      yield* sleep(35);
      io.log(lane, "finishes");
      finished.push(lane);
      return "done";
    } finally {
      if (!finished.includes(lane)) io.log(lane, "is thrown away");
    }
  }

  return run(function* () {
    // 1. the long job starts, once, and main ticks each 10 ms
    const long = yield* spawn(() => job("long"));
    let rounds = 1;
    let result = "";
    for (;;) {
      const round = yield* race([long, tick()]);
      if (round !== undefined) {
        result = round;
        break;
      }
      io.log("main", "ticks", rounds);
      rounds += 1;
    }

    // 2. the long job finishes after 35 ms, in the fourth round
    io.log("main", "has the result", result);

    // 3. a job that is made in each round starts each time
    for (let n = 1; n <= 3; n += 1) {
      // 4. it never finishes: each round throws it away
      yield* race([job("fresh"), tick()]);
    }

    // 5. main gives up after three rounds
    io.log("main", "gives up");
    return { rounds, result, finished };
  });
};

export default program;
