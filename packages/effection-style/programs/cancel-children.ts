import { race, run, sleep, spawn, suspend, withResolvers } from "effection";
import type { Operation, Task } from "effection";
import { yieldNow } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"cancel-children"> = (io) => {
  const stopped: string[] = [];
  function* work(lane: string): Operation<void> {
    io.log(lane, "starts");
    try {
      yield* suspend();
    } finally {
      io.log(lane, "is cancelled");
      stopped.push(lane);
    }
  }

  return run(function* () {
    // 1. left, middle and right work under one parent
    const leftmost = withResolvers<Task<void>>();
    const parent = yield* spawn(function* () {
      leftmost.resolve(yield* spawn(() => work("left")));
      yield* spawn(() => work("middle"));
      yield* spawn(() => work("right"));
      yield* suspend();
    });
    const left = yield* leftmost.operation;
    yield* yieldNow();

    // 2. main cancels left, and it alone stops
    io.log("main", "cancels left");
    yield* left.halt();
    io.log("main", "goes on");
    yield* sleep(10);
    const afterLeft = stopped.toSorted();

    // 3. main cancels the parent, and the others stop
    io.log("main", "cancels the parent");
    yield* parent.halt();
    io.log("main", "goes on");
    yield* sleep(10);
    const afterParent = stopped.toSorted();

    // 4. who comes late is stopped before it has begun to wait
    try {
      yield* race([work("late"), parent]);
    } catch {
      io.log("main", "is done");
    }
    return { afterLeft, afterParent, afterAll: stopped.toSorted() };
  });
};

export default program;
