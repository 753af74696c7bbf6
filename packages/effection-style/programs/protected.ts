import { run, sleep, spawn } from "effection";
import type { Operation, Task } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"protected"> = (io) => {
  const finished: string[] = [];
  function* work(lane: string): Operation<string> {
    io.log(lane, "starts");
    try {
      yield* sleep(20);
      io.log(lane, "ends");
      finished.push(lane);
      return lane;
    } finally {
      if (!finished.includes(lane)) io.log(lane, "is stopped");
    }
  }
  function* wait(lane: string, answer: Operation<string>): Operation<string> {
    io.log(lane, "waits");
    let value = "cancelled";
    try {
      value = yield* answer;
      io.log(lane, "has an answer");
    } catch (error) {
      // Who waits for a task that was halted has an error.
      if ((error as Error).message !== "halted") throw error;
    } finally {
      if (value === "cancelled") io.log(lane, "is cancelled");
    }
    return value;
  }
  function* outcome(task: Task<string>): Operation<string> {
    try {
      return yield* task;
    } catch {
      return "cancelled";
    }
  }

  return run(function* () {
    // 1. first and second wait for the same work
    const shared = yield* spawn(() => work("shared"));
    const first = yield* spawn(() => wait("first", shared));
    const second = yield* spawn(() => wait("second", shared));
    yield* sleep(10);

    // 2. main cancels first, and it alone stops
    io.log("main", "cancels first");
    yield* first.halt();

    // 3. the work goes on, and second has its answer
    const sharers = [yield* outcome(first), yield* outcome(second)];

    // 4. main cancels third, which owns its work: both stop
    const third = yield* spawn(() => wait("third", work("owned")));
    yield* sleep(10);
    io.log("main", "cancels third");
    yield* third.halt();
    const owner = yield* outcome(third);

    // 5. main cancels the work of fourth and fifth: all three stop
    const doomed = yield* spawn(() => work("doomed"));
    const fourth = yield* spawn(() => wait("fourth", doomed));
    const fifth = yield* spawn(() => wait("fifth", doomed));
    yield* sleep(10);
    io.log("main", "cancels the work");
    yield* doomed.halt();
    const losers = [yield* outcome(fourth), yield* outcome(fifth)];
    io.log("main", "is done");
    return { sharers, owner, losers, finished };
  });
};

export default program;
