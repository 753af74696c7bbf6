import { all, run, sleep } from "effection";
import type { Operation } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"try-join-drops"> = (io) => {
  const wentOn: string[] = [];

  function* sibling(lane: string): Operation<void> {
    // 1. three tasks start
    io.log(lane, "starts");
    try {
      yield* sleep(20);
      wentOn.push(lane);
    } finally {
      io.log(lane, "is finalised");
    }
  }
  function* faulty(lane: string): Operation<void> {
    io.log(lane, "starts");
    yield* sleep(10);

    // 2. the faulty one fails after 10 ms
    io.log(lane, "fails");
    throw new Error(lane);
  }

  return run(function* () {
    // 3. the other two are finalised at once
    let error = "none";
    try {
      yield* all([sibling("left"), faulty("faulty"), sibling("right")]);
    } catch (thrown) {
      error = (thrown as Error).message;
    }

    // 4. main has the error, still after 10 ms
    io.log("main", "has the error", error);

    // 5. nothing is left that goes on
    yield* sleep(30);
    io.log("main", "is done");
    return { error, wentOn };
  });
};

export default program;
