import { raceAndAbort, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"select-in-a-loop"> = async (io) => {
  const finished: string[] = [];

  const tick = (signal?: AbortSignal): Promise<string | void> =>
    sleep(10, { signal });
  const job = async (lane: string, signal?: AbortSignal) => {
    io.log(lane, "starts");
    try {
      await sleep(35, { signal });
      io.log(lane, "finishes");
      finished.push(lane);
      return "done";
    } catch (error) {
      if (signal?.aborted) io.log(lane, "is thrown away");
      throw error;
    }
  };

  // 1. the long job starts, once, and main ticks each 10 ms
  const long = job("long");
  let rounds = 1;
  let result = "";
  for (;;) {
    const round = await Promise.race([long, tick()]);
    if (round !== undefined) {
      result = round;
      break;
    }
    io.log("main", "ticks", rounds);
    rounds += 1;
  }

  // 2. the long job finishes after 35 ms, in the fourth round
  io.log("main", "has the result", result);

  // 3. a job that is made in each round starts each time
  for (let n = 1; n <= 3; n += 1) {
    // 4. it never finishes: each round throws it away
    await raceAndAbort([(signal) => job("fresh", signal), tick]);
  }

  // 5. main gives up after three rounds
  io.log("main", "gives up");
  return { rounds, result, finished };
};

export default program;
