import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, task } from "tokio-style";

const program: ProgramOf<"start-order"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const order: number[] = [];

  const work = fn(function* (n: number) {
    io.log("work", "starts");
    return 2 * n;
  });
  const square = fn(function* (n: number) {
    io.log(`task${n}`, "starts");
    order.push(n);
    return n * n;
  });

  const main = gen(function* () {
    // 1. main calls work, lets others run, and awaits it
    io.log("main", "calls work");
    const doubled = work(21);
    io.log("main", "lets others run");
    yield* task.yieldNow();
    io.log("main", "awaits work");
    const fromWork = yield* doubled;

    // 2. main starts three tasks
    const tasks = [1, 2, 3].map((n) => {
      io.log("main", "starts a task", n);
      return spawn(square(n));
    });

    // 3. main goes on after it started them
    io.log("main", "goes on");
    const squares: number[] = [];
    for (const handle of tasks) squares.push(yield* handle);

    // 4. the tasks have started in the order of their numbers
    const started = order.slice();

    // 5. main has all three results
    io.log("main", "has all");
    return { work: fromWork, order: started, squares };
  });

  return rt.blockOn(main);
};

export default program;
