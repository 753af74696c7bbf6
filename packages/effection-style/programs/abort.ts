import { run, sleep, spawn } from "effection";
import type { Operation, Task } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"abort"> = (io) => {
  function* work(lane: string, milliseconds: number): Operation<string> {
    io.log(lane, "starts");
    try {
      yield* sleep(milliseconds);
      io.log(lane, "ends");
      return lane;
    } finally {
      io.log(lane, "is finalised");
    }
  }
  function* outcome(lane: string, task: Task<string>): Operation<string> {
    let value = "cancelled";
    try {
      value = yield* task;
    } catch (error) {
      if ((error as Error).message !== "halted") throw error;
    }
    io.log("main", `has ${lane}`, value);
    return value;
  }

  return run(function* () {
    // 1. main aborts early before its first step
    const early = yield* spawn(() => work("early", 5));
    io.log("main", "aborts early");
    yield* early.halt();

    // 2. main aborts waiting while it waits
    const waiting = yield* spawn(() => work("waiting", 1000));
    const done = yield* spawn(() => work("done", 5));
    yield* sleep(10);
    io.log("main", "aborts waiting");
    yield* waiting.halt();

    // 3. main aborts done after its end
    io.log("main", "aborts done");
    yield* done.halt();
    io.log("main", "goes on");

    // 4. early has never started, waiting is cancelled, done keeps its value
    return {
      early: yield* outcome("early", early),
      waiting: yield* outcome("waiting", waiting),
      done: yield* outcome("done", done),
    };
  });
};

export default program;
