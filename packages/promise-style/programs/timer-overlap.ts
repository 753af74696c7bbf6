import { now, Queue, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"timer-overlap"> = async (io) => {
  const started = now();
  const channel = new Queue<number>();

  // 1. five timers start
  const timer = async (n: number) => {
    io.log(`timer${n}`, "starts");

    // 2. each timer fires after 10 ms and says so on a channel
    await sleep(10);
    io.log(`timer${n}`, "fires");
    await channel.put(n);
  };
  const timers = Promise.all([1, 2, 3, 4, 5].map((n) => timer(n)));
  const closing = timers.then(() => channel.close());

  // 3. main has heard all five
  let fired = 0;
  for await (const _ of channel) fired += 1;
  await closing;
  io.log("main", "has all five");
  return { fired, elapsedMs: Math.round(now() - started) };
};

export default program;
