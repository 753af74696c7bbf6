import { Condition, now, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"condition"> = async (io) => {
  const started = now();

  // 1. four waiters wait on a condition
  const condition = new Condition();
  const wait = async (n: number) => {
    const lane = `waiter${n}`;
    io.log(lane, "waits");
    await condition.wait();
    io.log(lane, "wakes");
    return Math.round(now() - started);
  };
  const waiters = [1, 2, 3, 4].map((n) => wait(n));

  // 2. main signals at 10 ms: the first in line wakes
  await sleep(10);
  io.log("main", "signals");
  condition.signal();
  io.log("main", "has signalled");

  // 3. main broadcasts at 20 ms: the other three wake
  await sleep(10);
  io.log("main", "broadcasts");
  condition.broadcast();
  io.log("main", "has broadcast");

  // 4. main has heard of all four
  const wokeAtMs = await Promise.all(waiters);
  io.log("main", "has all four");
  return { wokeAtMs };
};

export default program;
