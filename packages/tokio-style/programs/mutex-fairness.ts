import { Exit } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, sync, time } from "tokio-style";

const program: ProgramOf<"mutex-fairness"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const main = gen(function* () {
    // 1. main has the lock
    const mutex = new sync.Mutex<string[]>([]);
    const guard = yield* mutex.lock();
    io.log("main", "has the lock");

    // 2. four contenders ask for it
    const contend = fn(function* (n: number) {
      const lane = `contender${n}`;
      io.log(lane, "asks");

      // 3. each has it for 10 ms, in the order of asking
      const served = yield* mutex.lock();
      io.log(lane, "has the lock");
      served.value.push(lane);
      yield* time.sleep(10);
      io.log(lane, "releases");
      served.drop();
    });
    for (const n of [1, 2, 3, 4]) spawn(contend(n));
    yield* time.sleep(10);

    // 4. main releases it, and finds it locked at that very moment
    io.log("main", "releases");
    guard.drop();
    const lockedAtRelease = Exit.isFailure(mutex.tryLock());
    io.log("main", "finds it locked", lockedAtRelease);

    // 5. main asks again, and has it last
    io.log("main", "asks");
    const served = yield* mutex.lock();
    io.log("main", "has the lock");
    return { served: [...served.value, "main"], lockedAtRelease };
  });

  return rt.blockOn(main);
};

export default program;
