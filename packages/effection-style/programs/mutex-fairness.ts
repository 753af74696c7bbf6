import { run, sleep, spawn } from "effection";
import { createSemaphore } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"mutex-fairness"> = (io) =>
  run(function* () {
    // 1. main has the lock
    const mutex = createSemaphore(1);
    const served: string[] = [];
    const lock = yield* mutex.acquire();
    io.log("main", "has the lock");

    // 2. four contenders ask for it
    for (const n of [1, 2, 3, 4])
      yield* spawn(function* () {
        const lane = `contender${n}`;
        io.log(lane, "asks");

        // 3. each has it for 10 ms, in the order of asking
        using _ = yield* mutex.acquire();
        io.log(lane, "has the lock");
        served.push(lane);
        yield* sleep(10);
        io.log(lane, "releases");
      });
    yield* sleep(10);

    // 4. main releases it, and finds it locked at that very moment
    io.log("main", "releases");
    lock.release();
    const lockedAtRelease = mutex.tryAcquire() === undefined;
    io.log("main", "finds it locked", lockedAtRelease);

    // 5. main asks again, and has it last
    io.log("main", "asks");
    using _ = yield* mutex.acquire();
    io.log("main", "has the lock");
    return { served: [...served, "main"], lockedAtRelease };
  });

export default program;
