import type { ProgramOf } from "spec";
import { url } from "spec/jobs";
import { fn, gen, runtime, spawn, task, time, tryJoin } from "tokio-style";

const block = task.moduleFn<[number], number>(url, "blockFor");

const program: ProgramOf<"task-vs-thread"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const main = gen(function* () {
    // 1. a thousand tasks start and wait for 10 ms
    io.log("main", "starts the tasks");
    let finished = 0;
    const one = fn(function* () {
      yield* time.sleep(10);
      finished += 1;
    });
    const tasks: task.JoinHandle<void>[] = [];
    const making = io.measure();
    while (tasks.length < 1000) tasks.push(spawn(one()));
    yield* task.yieldNow();
    const each = making.stop(tasks.length);

    // 2. every task is done
    for (const handle of tasks) yield* handle;
    io.log("main", "has the tasks");

    // 3. two threads start and block for 10 ms
    io.log("main", "starts the threads");
    const started = performance.now();
    const threads = yield* tryJoin(
      task.spawnBlocking(block, 10),
      task.spawnBlocking(block, 10),
    );
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

  return rt.blockOn(main);
};

export default program;
