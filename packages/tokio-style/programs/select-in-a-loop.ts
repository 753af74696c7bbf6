import type { ProgramOf } from "spec";
import { fn, future, gen, runtime, select, time } from "tokio-style";

const program: ProgramOf<"select-in-a-loop"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const finished: string[] = [];

  const tick = () => time.sleep(10);
  const job = fn(function* (lane: string) {
    io.log(lane, "starts");
    try {
      yield* time.sleep(35);
      io.log(lane, "finishes");
      finished.push(lane);
      return "done";
    } finally {
      if (!finished.includes(lane)) io.log(lane, "is thrown away");
    }
  });

  const main = gen(function* () {
    // 1. the long job starts, once, and main ticks each 10 ms
    const long = future.pin(job("long"));
    let rounds = 1;
    let result = "";
    for (;;) {
      const round = yield* select({ long, tick: tick() });
      if (round._tag === "long") {
        result = round.value;
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
      yield* select({ fresh: job("fresh"), tick: tick() });
    }

    // 5. main gives up after three rounds
    io.log("main", "gives up");
    return { rounds, result, finished };
  });

  return rt.blockOn(main);
};

export default program;
