import { pause } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"start-order"> = async (io) => {
  const order: number[] = [];

  const work = async (n: number) => {
    io.log("work", "starts");
    return 2 * n;
  };
  const square = async (n: number) => {
    io.log(`task${n}`, "starts");
    order.push(n);
    return n * n;
  };

  // 1. main calls work, lets others run, and awaits it
  io.log("main", "calls work");
  const doubled = work(21);
  io.log("main", "lets others run");
  await pause();
  io.log("main", "awaits work");
  const fromWork = await doubled;

  // 2. main starts three tasks
  const tasks = [1, 2, 3].map((n) => {
    io.log("main", "starts a task", n);
    return square(n);
  });

  // 3. main goes on after it started them
  io.log("main", "goes on");
  const squares = await Promise.all(tasks);

  // 4. the tasks have started in the order of their numbers
  const started = order.slice();

  // 5. main has all three results
  io.log("main", "has all");
  return { work: fromWork, order: started, squares };
};

export default program;
