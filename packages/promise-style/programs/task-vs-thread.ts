import { sleep } from "promise-style";
import { Thread } from "promise-style/node";
import type { ProgramOf } from "spec";
import type * as jobs from "spec/jobs";
import { url } from "spec/jobs";

const program: ProgramOf<"task-vs-thread"> = async (io) => {
  // 1. a thousand tasks start and wait for 10 ms
  io.log("main", "starts the tasks");
  let finished = 0;
  const task = async () => {
    await sleep(10);
    finished += 1;
  };
  const tasks: Promise<void>[] = [];
  const making = io.measure();
  while (tasks.length < 1000) tasks.push(task());
  const each = making.stop(tasks.length);

  // 2. every task is done
  await Promise.all(tasks);
  io.log("main", "has the tasks");

  // 3. two threads start and block for 10 ms
  io.log("main", "starts the threads");
  const started = performance.now();
  using one = new Thread<typeof jobs>(url);
  using two = new Thread<typeof jobs>(url);
  const threads = await Promise.all([
    one.call("blockFor", 10),
    two.call("blockFor", 10),
  ]);
  const milliseconds = performance.now() - started - 10;

  // 4. both threads are done
  io.log("main", "has the threads");
  return {
    tasks: { finished, each },
    threads: {
      distinct: new Set(threads).size,
      millisecondsEach: milliseconds / threads.length,
    },
  };
};

export default program;
