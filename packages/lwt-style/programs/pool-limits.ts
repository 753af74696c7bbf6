import { Lwt, LwtMain, LwtPool } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"pool-limits"> = (io) => {
  let inUse = 0;
  let mostInUse = 0;
  const pool = LwtPool.create(2, () => Lwt.returnUnit);
  const ask = Lwt.fn(function* (n: number, patience: number) {
    // 1. five users ask for one of two places
    const lane = `user${n}`;
    io.log(lane, "asks");
    const use = Lwt.fn(function* () {
      // 2. each has its place for 10 ms
      io.log(lane, "has a place");
      inUse += 1;
      mostInUse = Math.max(mostInUse, inUse);
      yield* LwtUnix.sleep(0.01);
      inUse -= 1;
      io.log(lane, "is done");
      return true;
    });
    try {
      return yield* LwtUnix.withTimeout(patience, () => LwtPool.use(pool, use));
    } catch (exn) {
      if (exn !== LwtUnix.Timeout) throw exn;
      // 3. user3 gives up after 5 ms, and its turn passes to user4
      io.log(lane, "gives up");
      return false;
    }
  });

  const main = Lwt.gen(function* () {
    const users = [1, 2, 3, 4, 5].map((n) => ask(n, n === 3 ? 0.005 : 1));

    // 4. main has heard of all five
    const served = yield* Lwt.all(users);
    io.log("main", "has all five");
    return { served, mostInUse };
  });

  return LwtMain.run(main)();
};

export default program;
