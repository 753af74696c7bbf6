import { Lwt, LwtMain } from "lwt-style";
import { LwtPreemptive, LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";
import { url } from "spec/jobs";
import type { blockFor } from "spec/jobs";

const block = LwtPreemptive.fromModule<typeof blockFor>(url, "blockFor");

const program: ProgramOf<"task-vs-thread"> = (io) => {
  const main = Lwt.gen(function* () {
    // 1. a thousand tasks start and wait for 10 ms
    io.log("main", "starts the tasks");
    let finished = 0;
    const task = Lwt.fn(function* () {
      yield* LwtUnix.sleep(0.01);
      finished += 1;
    });
    const tasks: Lwt.Promise<void>[] = [];
    const making = io.measure();
    while (tasks.length < 1000) tasks.push(task());
    const each = making.stop(tasks.length);

    // 2. every task is done
    yield* Lwt.join(tasks);
    io.log("main", "has the tasks");

    // 3. two threads start and block for 10 ms
    io.log("main", "starts the threads");
    const started = performance.now();
    const threads = yield* Lwt.both(
      LwtPreemptive.detach(block, 10),
      LwtPreemptive.detach(block, 10),
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

  return LwtMain.run(main)();
};

export default program;
