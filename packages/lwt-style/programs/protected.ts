import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"protected"> = (io) => {
  const finished: string[] = [];
  const work = Lwt.fn(function* (lane: string) {
    io.log(lane, "starts");
    try {
      yield* LwtUnix.sleep(0.02);
      io.log(lane, "ends");
      finished.push(lane);
      return lane;
    } catch (exn) {
      if (exn === Lwt.Canceled) io.log(lane, "is stopped");
      throw exn;
    }
  });
  const wait = Lwt.fn(function* (lane: string, answer: Lwt.Promise<string>) {
    io.log(lane, "waits");
    try {
      const value = yield* answer;
      io.log(lane, "has an answer");
      return value;
    } catch (exn) {
      if (exn !== Lwt.Canceled) throw exn;
      io.log(lane, "is cancelled");
      return "cancelled";
    }
  });

  const main = Lwt.gen(function* () {
    // 1. first and second wait for the same work
    const shared = work("shared");
    const first = wait("first", Lwt.protected(shared));
    const second = wait("second", Lwt.protected(shared));
    yield* LwtUnix.sleep(0.01);

    // 2. main cancels first, and it alone stops
    io.log("main", "cancels first");
    Lwt.cancel(first);

    // 3. the work goes on, and second has its answer
    const sharers = yield* Lwt.all([first, second]);

    // 4. main cancels third, which owns its work: both stop
    const third = wait("third", work("owned"));
    yield* LwtUnix.sleep(0.01);
    io.log("main", "cancels third");
    Lwt.cancel(third);
    const owner = yield* third;

    // 5. main cancels the work of fourth and fifth: all three stop
    const doomed = work("doomed");
    const fourth = wait("fourth", Lwt.protected(doomed));
    const fifth = wait("fifth", Lwt.protected(doomed));
    yield* LwtUnix.sleep(0.01);
    io.log("main", "cancels the work");
    Lwt.cancel(doomed);
    const losers = yield* Lwt.all([fourth, fifth]);
    io.log("main", "is done");
    return { sharers, owner, losers, finished };
  });

  return LwtMain.run(main)();
};

export default program;
