import { now, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"missed-ticks"> = async (io) => {
  const started = now();
  const work = async () => {
    io.log("ticker", "works");
    await sleep(25);
    io.log("ticker", "has worked");
  };

  // 1. the ticker ticks six times, 10 ms apart
  const ticksAtMs: number[] = [];
  for (let n = 1; n <= 6; n += 1) {
    io.log("ticker", "ticks", n);
    ticksAtMs.push(Math.round(now() - started));

    // 2. the work at the second tick takes 25 ms
    if (n === 2) await work();
    // By the timetable: a sleep of 10 ms would drift.
    await sleep(started + n * 10 - now());
  }

  // 3. main has the times of the ticks
  io.log("main", "has the times");
  return { ticksAtMs };
};

export default program;
