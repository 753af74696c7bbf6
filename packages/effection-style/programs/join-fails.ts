import { allSettled, run, sleep } from "effection";
import type { Operation, Result } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"join-fails"> = (io) => {
  function* task(lane: string, ms: number): Operation<number> {
    // 1. three tasks start
    io.log(lane, "starts");
    yield* sleep(ms);

    // 2. the faulty one fails after 10 ms
    if (lane === "faulty") {
      io.log(lane, "fails");
      throw new Error(lane);
    }

    // 3. the others run to their end
    io.log(lane, "finishes");
    return ms;
  }

  return run(function* () {
    const results: Result<number>[] = yield* allSettled([
      task("quick", 20),
      task("faulty", 10),
      task("slow", 30),
    ]);

    // 4. main has the error after 30 ms, when the last one has ended
    const [error = "none"] = results.flatMap((result) =>
      result.ok ? [] : [result.error.message],
    );
    io.log("main", "has the error", error);

    // 5. main still gets the values of the other two
    const values = results.flatMap((result) =>
      result.ok ? [result.value] : [],
    );
    io.log("main", "has the values", values);
    return { error, values };
  });
};

export default program;
