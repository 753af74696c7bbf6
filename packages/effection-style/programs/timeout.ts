import { run, sleep, spawn } from "effection";
import type { Operation } from "effection";
import { timeout, Timeout } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"timeout"> = (io) => {
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
  function* late(operation: Operation<string>): Operation<unknown> {
    try {
      return yield* operation;
    } catch (error) {
      return error;
    }
  }
  const limit = 20;

  return run(function* () {
    // 1. main gives the quick work 20 ms, and it takes 10
    const quick = yield* timeout(limit, work("quick", 10));
    io.log("main", "has the value", quick);

    // 2. main gives the slow work 20 ms, and it takes 100
    const slow = yield* late(timeout(limit, work("slow", 100)));

    // 3. the slow work is finalised before main has the timeout
    io.log("main", "has the timeout");

    // 4. main waits 20 ms for a keeper, which takes 30
    const keeper = yield* spawn(() => work("keeper", 30));
    const early = yield* late(timeout(limit, keeper));
    io.log("main", "has the timeout");

    // 5. the keeper goes on to its end
    const value = yield* keeper;
    io.log("main", "has the keeper", value);
    const timeouts = [slow, early].map((error) => error instanceof Timeout);
    return { quick, timeouts, keeper: value };
  });
};

export default program;
