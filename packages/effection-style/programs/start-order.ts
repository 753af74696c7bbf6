import { all, run, spawn } from "effection";
import type { Operation, Task } from "effection";
import { yieldNow } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"start-order"> = (io) => {
  const order: number[] = [];

  function* work(n: number): Operation<number> {
    io.log("work", "starts");
    return 2 * n;
  }
  function* square(n: number): Operation<number> {
    io.log(`task${n}`, "starts");
    order.push(n);
    return n * n;
  }

  return run(function* () {
    // 1. main calls work, lets others run, and awaits it
    io.log("main", "calls work");
    const doubled = work(21);
    io.log("main", "lets others run");
    yield* yieldNow();
    io.log("main", "awaits work");
    const fromWork = yield* doubled;

    // 2. main starts three tasks
    const tasks: Task<number>[] = [];
    for (const n of [1, 2, 3]) {
      io.log("main", "starts a task", n);
      tasks.push(yield* spawn(() => square(n)));
    }

    // 3. main goes on after it started them
    io.log("main", "goes on");
    const squares = yield* all(tasks);

    // 4. the tasks have started in the order of their numbers
    const started = order.slice();

    // 5. main has all three results
    io.log("main", "has all");
    return { work: fromWork, order: started, squares };
  });
};

export default program;
