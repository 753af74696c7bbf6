import { Mutex, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"mutex-fairness"> = async (io) => {
  const served: string[] = [];

  // 1. main has the lock
  const mutex = new Mutex();
  const lock = await mutex.lock();
  io.log("main", "has the lock");

  // 2. four contenders ask for it
  const contend = async (n: number) => {
    const lane = `contender${n}`;
    io.log(lane, "asks");

    // 3. each has it for 10 ms, in the order of asking
    using _lock = await mutex.lock();
    io.log(lane, "has the lock");
    served.push(lane);
    await sleep(10);
    io.log(lane, "releases");
  };
  const contenders = [1, 2, 3, 4].map((n) => contend(n));
  await sleep(10);

  // 4. main releases it, and finds it locked at that very moment
  io.log("main", "releases");
  lock[Symbol.dispose]();
  const lockedAtRelease = mutex.isLocked;
  io.log("main", "finds it locked", lockedAtRelease);

  // 5. main asks again, and has it last
  io.log("main", "asks");
  using _lock = await mutex.lock();
  io.log("main", "has the lock");
  served.push("main");
  await Promise.all(contenders);
  return { served, lockedAtRelease };
};

export default program;
