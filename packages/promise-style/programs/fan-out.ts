import { now, Queue, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"fan-out"> = async (io) => {
  const started = now();

  // 1. main opens a channel of jobs and a channel of results
  io.log("main", "opens the channels");
  const jobs = new Queue<number>(1);
  const results = new Queue<number>(1);

  // 2. three workers start
  const worker = async (n: number) => {
    io.log(`worker${n}`, "starts");
    for await (const job of jobs) {
      io.log("job", "is taken", job);
      await sleep(10);
      io.log("job", "is done", job);
      await results.put(job * job);
    }
  };
  const workers = Promise.all([1, 2, 3].map((n) => worker(n)));

  // 3. main sends six jobs and closes the channel
  const send = async () => {
    for (const job of [1, 2, 3, 4, 5, 6]) {
      io.log("main", "sends", job);
      await jobs.put(job);
    }
    io.log("main", "closes the jobs");
    jobs.close();
    await workers;
    results.close();
  };

  // 4. each job takes 10 ms
  const receive = async () => {
    const squares: number[] = [];
    for await (const square of results) squares.push(square);
    return squares;
  };
  const [, squares] = await Promise.all([send(), receive()]);

  // 5. main has all six results
  io.log("main", "has all");
  return {
    results: squares.toSorted((a, b) => a - b),
    elapsedMs: Math.round(now() - started),
  };
};

export default program;
