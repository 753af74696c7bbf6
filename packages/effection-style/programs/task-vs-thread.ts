import { all, run, sleep, spawn } from "effection";
import type { Task } from "effection";
import { useWorkers, yieldNow } from "effection-style";
import type { ProgramOf } from "spec";
import { blockFor, url } from "spec/jobs";

const program: ProgramOf<"task-vs-thread"> = (io) =>
  run(function* () {
    // 1. a thousand tasks start and wait for 10 ms
    io.log("main", "starts the tasks");
    let finished = 0;
    const tasks: Task<void>[] = [];
    const making = io.measure();
    while (tasks.length < 1000) {
      const task = yield* spawn(function* () {
        yield* sleep(10);
        finished += 1;
      });
      tasks.push(task);
    }
    yield* yieldNow();
    const each = making.stop(tasks.length);

    // 2. every task is done
    yield* all(tasks);
    io.log("main", "has the tasks");

    // 3. two threads start and block for 10 ms
    io.log("main", "starts the threads");
    const started = performance.now();
    const workers = yield* useWorkers(url, 2);
    const threads = yield* all([
      workers.run(blockFor, 10),
      workers.run(blockFor, 10),
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
  });

export default program;
