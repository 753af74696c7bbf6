import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"choose-or-pick"> = (io) => {
  const finished: string[] = [];

  const racer = Lwt.fn(function* (lane: string, ms: number) {
    io.log(lane, "starts");
    try {
      yield* LwtUnix.sleep(ms / 1000);
      io.log(lane, "finishes");
      finished.push(lane);
      return lane;
    } catch (exn) {
      if (exn === Lwt.Canceled) io.log(lane, "is stopped");
      throw exn;
    }
  });

  const main = Lwt.gen(function* () {
    // 1. the fast one and the kept one race
    const kept = racer("kept", 20);
    const fast = racer("fast", 10);
    const race = Lwt.choose([kept, fast]);

    // 2. the fast one wins after 10 ms
    const first = yield* race;
    io.log("main", "has the first winner", first);

    // 3. the kept one goes on, and finishes after 20 ms
    yield* LwtUnix.sleep(0.02);
    io.log("main", "has waited");

    // 4. the fast one and the stopped one race
    const loser = racer("stopped", 20);
    const rival = racer("fast", 10);
    const again = Lwt.pick([loser, rival]);

    // 5. the fast one wins again, and the stopped one is stopped
    const second = yield* again;
    io.log("main", "has the second winner", second);

    // 6. main has waited, and the stopped one never finished
    yield* LwtUnix.sleep(0.02);
    io.log("main", "is done");
    return { winners: [first, second], finished };
  });

  return LwtMain.run(main)();
};

export default program;
