import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"select-in-a-loop"> = (io) => {
  const finished: string[] = [];

  const tick = () => Lwt.map(() => undefined, LwtUnix.sleep(0.01));
  const job = Lwt.fn(function* (lane: string) {
    io.log(lane, "starts");
    try {
      yield* LwtUnix.sleep(0.035);
      io.log(lane, "finishes");
      finished.push(lane);
      return "done";
    } catch (exn) {
      if (exn === Lwt.Canceled) io.log(lane, "is thrown away");
      throw exn;
    }
  });

  const main = Lwt.gen(function* () {
    // 1. the long job starts, once, and main ticks each 10 ms
    const long = job("long");
    let rounds = 1;
    let result = "";
    for (;;) {
      const round = yield* Lwt.choose([long, tick()]);
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
      yield* Lwt.pick([job("fresh"), tick()]);
    }

    // 5. main gives up after three rounds
    io.log("main", "gives up");
    return { rounds, result, finished };
  });

  return LwtMain.run(main)();
};

export default program;
