import { Lwt, LwtCondition, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"condition"> = (io) => {
  const started = LwtUnix.gettimeofday();

  const main = Lwt.gen(function* () {
    // 1. four waiters wait on a condition
    const condition = LwtCondition.create();
    const wait = Lwt.fn(function* (n: number) {
      const lane = `waiter${n}`;
      io.log(lane, "waits");
      yield* LwtCondition.wait(condition);
      io.log(lane, "wakes");
      return Math.round((LwtUnix.gettimeofday() - started) * 1000);
    });
    const waiters = [1, 2, 3, 4].map((n) => wait(n));

    // 2. main signals at 10 ms: the first in line wakes
    yield* LwtUnix.sleep(0.01);
    io.log("main", "signals");
    LwtCondition.signal(condition, undefined);
    io.log("main", "has signalled");

    // 3. main broadcasts at 20 ms: the other three wake
    yield* LwtUnix.sleep(0.01);
    io.log("main", "broadcasts");
    LwtCondition.broadcast(condition, undefined);
    io.log("main", "has broadcast");

    // 4. main has heard of all four
    const wokeAtMs = yield* Lwt.all(waiters);
    io.log("main", "has all four");
    return { wokeAtMs };
  });

  return LwtMain.run(main)();
};

export default program;
