import { now, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"async-port"> = async (io) => {
  const started = now();

  // 1. both reads start
  const read = async (n: number) => {
    io.log(`read${n}`, "sleeps");

    // 2. each read sleeps for 10 ms
    await sleep(10);
    io.log(`read${n}`, "wakes");
    return `result${n}`;
  };

  // 3. main has both results
  const results = await Promise.all([read(1), read(2)]);
  io.log("main", "has both", results);
  return { results, elapsedMs: Math.round(now() - started) };
};

export default program;
