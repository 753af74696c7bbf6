import { Lwt, LwtMain } from "lwt-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"start-order"> = (io) => {
  const order: number[] = [];

  const work = (n: number) => {
    io.log("work", "starts");
    return Lwt.return(2 * n);
  };
  const square = (n: number) => {
    io.log(`task${n}`, "starts");
    order.push(n);
    return Lwt.return(n * n);
  };

  const main = Lwt.gen(function* () {
    // 1. main calls work, lets others run, and awaits it
    io.log("main", "calls work");
    const doubled = work(21);
    io.log("main", "lets others run");
    yield* Lwt.pause();
    io.log("main", "awaits work");
    const fromWork = yield* doubled;

    // 2. main starts three tasks
    const tasks = [1, 2, 3].map((n) => {
      io.log("main", "starts a task", n);
      return square(n);
    });

    // 3. main goes on after it started them
    io.log("main", "goes on");
    const squares = yield* Lwt.all(tasks);

    // 4. the tasks have started in the order of their numbers
    const started = order.slice();

    // 5. main has all three results
    io.log("main", "has all");
    return { work: fromWork, order: started, squares };
  });

  return LwtMain.run(main)();
};

export default program;
