import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"timeout"> = (io) => {
  const work = Lwt.fn(function* (lane: string, seconds: number) {
    io.log(lane, "starts");
    try {
      yield* LwtUnix.sleep(seconds);
      io.log(lane, "ends");
      return lane;
    } finally {
      io.log(lane, "is finalised");
    }
  });
  const timeouts: boolean[] = [];
  const timedOut = (exn: unknown) => {
    io.log("main", "has the timeout");
    timeouts.push(exn === LwtUnix.Timeout);
    return Lwt.return("");
  };
  const limit = 0.02;

  const main = Lwt.gen(function* () {
    // 1. main gives the quick work 20 ms, and it takes 10
    const quick = yield* LwtUnix.withTimeout(limit, () => work("quick", 0.01));
    io.log("main", "has the value", quick);

    // 2. main gives the slow work 20 ms, and it takes 100
    const slow = () => LwtUnix.withTimeout(limit, () => work("slow", 0.1));

    // 3. the slow work is finalised before main has the timeout
    yield* Lwt.catch(slow, timedOut);

    // 4. main waits 20 ms for a keeper, which takes 30
    const keeper = work("keeper", 0.03);
    const guarded = () =>
      LwtUnix.withTimeout(limit, () => Lwt.protected(keeper));
    yield* Lwt.catch(guarded, timedOut);

    // 5. the keeper goes on to its end
    const value = yield* keeper;
    io.log("main", "has the keeper", value);
    return { quick, timeouts, keeper: value };
  });

  return LwtMain.run(main)();
};

export default program;
