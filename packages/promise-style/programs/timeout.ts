import { orAbort, sleep, TimeoutError, withTimeout } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"timeout"> = async (io) => {
  const work = async (lane: string, ms: number, signal?: AbortSignal) => {
    io.log(lane, "starts");
    try {
      await sleep(ms, { signal });
      io.log(lane, "ends");
      return lane;
    } finally {
      io.log(lane, "is finalised");
    }
  };
  const timeouts: boolean[] = [];
  const timedOut = (error: unknown): void => {
    io.log("main", "has the timeout");
    timeouts.push(error instanceof TimeoutError);
  };

  // 1. main gives the quick work 20 ms, and it takes 10
  const quick = await withTimeout(20, (signal) => work("quick", 10, signal));
  io.log("main", "has the value", quick);

  // 2. main gives the slow work 20 ms, and it takes 100
  const slow = withTimeout(20, (signal) => work("slow", 100, signal));

  // 3. the slow work is finalised before main has the timeout
  await slow.catch(timedOut);

  // 4. main waits 20 ms for a keeper, which takes 30
  const keeper = work("keeper", 30);
  const guarded = withTimeout(20, (signal) => orAbort(keeper, { signal }));
  await guarded.catch(timedOut);

  // 5. the keeper goes on to its end
  const value = await keeper;
  io.log("main", "has the keeper", value);
  return { quick, timeouts, keeper: value };
};

export default program;
