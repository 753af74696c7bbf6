import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, sync, time } from "tokio-style";

const program: ProgramOf<"condition"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const main = gen(function* () {
    const started = time.Instant.now();

    // 1. four waiters wait on a condition
    const condition = new sync.Notify();
    const wait = fn(function* (n: number) {
      const lane = `waiter${n}`;
      io.log(lane, "waits");
      yield* condition.notified();
      io.log(lane, "wakes");
      return Math.round(started.elapsed());
    });
    const waiters = [1, 2, 3, 4].map((n) => spawn(wait(n)));

    // 2. main signals at 10 ms: the first in line wakes
    yield* time.sleep(10);
    io.log("main", "signals");
    condition.notifyOne();
    io.log("main", "has signalled");

    // 3. main broadcasts at 20 ms: the other three wake
    yield* time.sleep(10);
    io.log("main", "broadcasts");
    condition.notifyWaiters();
    io.log("main", "has broadcast");

    // 4. main has heard of all four
    const wokeAtMs: number[] = [];
    for (const waiter of waiters) wokeAtMs.push(yield* waiter);
    io.log("main", "has all four");
    return { wokeAtMs };
  });

  return rt.blockOn(main);
};

export default program;
