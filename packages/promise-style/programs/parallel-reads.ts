import { Queue, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"parallel-reads"> = async (io) => {
  // 1. main opens a channel
  io.log("main", "opens a channel");
  const channel = new Queue<string>();

  // 2. both readers start
  const reader = async (n: number) => {
    io.log(`reader${n}`, "starts");

    // 3. each reader waits 10 ms and sends its result
    await sleep(10);
    io.log(`reader${n}`, "sends", `result${n}`);
    await channel.put(`result${n}`);
  };
  const readers = Promise.all([reader(1), reader(2)]);
  const closing = readers.then(() => channel.close());

  // 4. main receives twice
  const results: string[] = [];
  for await (const result of channel) {
    io.log("main", "receives", result);
    results.push(result);
  }
  await closing;
  io.log("main", "has both");
  return results;
};

export default program;
