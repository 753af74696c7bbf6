import { Mutex, sleep, TimeoutError, withTimeout } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"deadlock"> = async (io) => {
  const a = new Mutex();
  const b = new Mutex();
  const served: string[] = [];
  const gaveUp: string[] = [];
  const hold = async (lane: string) => {
    io.log(lane, "has both");
    served.push(lane);
    await sleep(10);
    io.log(lane, "is done");
  };

  // 1. left has a, and asks for b after 10 ms
  const attempt = async () => {
    using _a = await a.lock();
    io.log("left", "has a");
    await sleep(10);
    io.log("left", "asks for b");

    // 2. nothing can wake it but a timeout: after 20 ms it gives up
    using _b = await withTimeout(20, (signal) => b.lock({ signal }));
    await hold("left");
  };
  const left = async () => {
    try {
      await attempt();
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      io.log("left", "gives up");
      gaveUp.push("left");

      // 3. it asks again in the order of right, and has both
      using _b = await b.lock();
      using _a = await a.lock();
      await hold("left");
    }
  };

  // 4. right has b, and asks for a after 10 ms
  const right = async () => {
    using _b = await b.lock();
    io.log("right", "has b");
    await sleep(10);
    io.log("right", "asks for a");

    // 5. right has both when left has given up
    using _a = await a.lock();
    await hold("right");
  };

  await Promise.all([left(), right()]);
  io.log("main", "is done");
  return { served, gaveUp };
};

export default program;
