import { all, run, sleep } from "effection";
import type { Operation } from "effection";
import { createSemaphore, timeout, Timeout } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"pool-limits"> = (io) => {
  let inUse = 0;
  let mostInUse = 0;
  const places = createSemaphore(2);
  function* ask(n: number, patience: number): Operation<boolean> {
    // 1. five users ask for one of two places
    const lane = `user${n}`;
    io.log(lane, "asks");
    try {
      using _ = yield* timeout(patience, places.acquire());
      // 2. each has its place for 10 ms
      io.log(lane, "has a place");
      inUse += 1;
      mostInUse = Math.max(mostInUse, inUse);
      yield* sleep(10);
      inUse -= 1;
      io.log(lane, "is done");
      return true;
    } catch (error) {
      if (!(error instanceof Timeout)) throw error;
      // 3. user3 gives up after 5 ms, and its turn passes to user4
      io.log(lane, "gives up");
      return false;
    }
  }

  return run(function* () {
    const users = [1, 2, 3, 4, 5].map((n) => ask(n, n === 3 ? 5 : 1000));

    // 4. main has heard of all five
    const served = yield* all(users);
    io.log("main", "has all five");
    return { served, mostInUse };
  });
};

export default program;
