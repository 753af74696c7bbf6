import { Lwt, LwtMain, LwtMutex } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"mutex-fairness"> = (io) => {
  const served: string[] = [];

  const main = Lwt.gen(function* () {
    // 1. main has the lock
    const mutex = LwtMutex.create();
    yield* LwtMutex.lock(mutex);
    io.log("main", "has the lock");

    // 2. four contenders ask for it
    const contend = (n: number): Lwt.Promise<void> => {
      const lane = `contender${n}`;
      io.log(lane, "asks");

      // 3. each has it for 10 ms, in the order of asking
      return LwtMutex.withLock(
        mutex,
        Lwt.fn(function* () {
          io.log(lane, "has the lock");
          served.push(lane);
          yield* LwtUnix.sleep(0.01);
          io.log(lane, "releases");
        }),
      );
    };
    for (const n of [1, 2, 3, 4]) Lwt.async(() => contend(n));
    yield* LwtUnix.sleep(0.01);

    // 4. main releases it, and finds it locked at that very moment
    io.log("main", "releases");
    LwtMutex.unlock(mutex);
    const lockedAtRelease = LwtMutex.isLocked(mutex);
    io.log("main", "finds it locked", lockedAtRelease);

    // 5. main asks again, and has it last
    io.log("main", "asks");
    yield* LwtMutex.lock(mutex);
    io.log("main", "has the lock");
    served.push("main");
    return { served, lockedAtRelease };
  });

  return LwtMain.run(main)();
};

export default program;
