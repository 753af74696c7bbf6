import { Semaphore, sleep, TimeoutError, withTimeout } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"pool-limits"> = async (io) => {
  let inUse = 0;
  let mostInUse = 0;
  const places = new Semaphore(2);
  const ask = async (n: number, patience: number) => {
    // 1. five users ask for one of two places
    const lane = `user${n}`;
    io.log(lane, "asks");
    try {
      using _place = await withTimeout(patience, (signal) =>
        places.acquire({ signal }),
      );

      // 2. each has its place for 10 ms
      io.log(lane, "has a place");
      inUse += 1;
      mostInUse = Math.max(mostInUse, inUse);
      await sleep(10);
      inUse -= 1;
      io.log(lane, "is done");
      return true;
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      // 3. user3 gives up after 5 ms, and its turn passes to user4
      io.log(lane, "gives up");
      return false;
    }
  };

  const users = [1, 2, 3, 4, 5].map((n) => ask(n, n === 3 ? 5 : 1000));

  // 4. main has heard of all five
  const served = await Promise.all(users);
  io.log("main", "has all five");
  return { served, mostInUse };
};

export default program;
