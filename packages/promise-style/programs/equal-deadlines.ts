import { sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"equal-deadlines"> = async (io) => {
  const woken: string[] = [];
  const wakes = (lane: string): void => {
    io.log(lane, "wakes");
    woken.push(lane);
  };

  // 1. main makes a sleep until 10 ms, and does not wait for it yet
  io.log("early", "is made");
  const madeFirst = sleep(10);
  await sleep(5);

  // 2. at 5 ms five sleepers each make one that ends at 10 ms, too
  const sleeper = async (n: number) => {
    const lane = `sleeper${n}`;
    io.log(lane, "sleeps");
    await sleep(5);
    wakes(lane);
  };
  const sleepers = [1, 2, 3, 4, 5].map((n) => sleeper(n));

  // 3. the early one waits for the sleep that was made first
  const waitForFirst = async () => {
    io.log("early", "is awaited");
    await madeFirst;
    wakes("early");
  };

  // 4. all six wake at 10 ms
  await Promise.all([waitForFirst(), ...sleepers]);
  io.log("main", "has all six");
  return { woken };
};

export default program;
