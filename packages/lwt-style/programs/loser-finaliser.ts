import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"loser-finaliser"> = (io) => {
  const clean: string[] = [];

  const main = Lwt.gen(function* () {
    // 1. the losers and the fast one race
    const loser = Lwt.fn(function* (lane: string) {
      io.log(lane, "starts");
      try {
        yield* LwtUnix.sleep(1);
        return lane;
      } finally {
        io.log(lane, "is finalised");
        yield* LwtUnix.sleep(0.005);
        clean.push(lane);
        io.log(lane, "is clean");
      }
    });
    const left = loser("left");
    const right = loser("right");
    const fast = Lwt.gen(function* () {
      io.log("fast", "starts");
      yield* LwtUnix.sleep(0.01);

      // 2. the fast one wins after 10 ms
      io.log("fast", "finishes");
      return "fast";
    });

    // 3. both losers are finalised before main has the winner
    const winner = yield* Lwt.pick([left, right, fast]);
    io.log("main", "has the winner", winner);

    // 4. a clean-up that takes 5 ms is not waited for
    const cleanWhenWon = clean.slice();

    // 5. main is done after both clean-ups
    yield* LwtUnix.sleep(0.01);
    io.log("main", "is done");
    return { winner, cleanWhenWon, clean };
  });

  return LwtMain.run(main)();
};

export default program;
