import { Effect, Result } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, sync, time } from "tokio-style";

const program: ProgramOf<"pool-limits"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  let inUse = 0;
  let mostInUse = 0;
  const places = new sync.Semaphore(2);
  const ask = fn(function* (n: number, patience: number) {
    // 1. five users ask for one of two places
    const lane = `user${n}`;
    io.log(lane, "asks");
    const turn = time.timeout(patience, places.acquire());
    const place = yield* Effect.result(turn);
    if (Result.isSuccess(place)) {
      // 2. each has its place for 10 ms
      io.log(lane, "has a place");
      inUse += 1;
      mostInUse = Math.max(mostInUse, inUse);
      yield* time.sleep(10);
      inUse -= 1;
      io.log(lane, "is done");
      place.success.drop();
      return true;
    }
    // 3. user3 gives up after 5 ms, and its turn passes to user4
    io.log(lane, "gives up");
    return false;
  });

  const main = gen(function* () {
    const users = [1, 2, 3, 4, 5].map((n) => spawn(ask(n, n === 3 ? 5 : 1000)));

    // 4. main has heard of all five
    const served: boolean[] = [];
    for (const user of users) served.push(yield* user);
    io.log("main", "has all five");
    return { served, mostInUse };
  });

  return rt.blockOn(main);
};

export default program;
