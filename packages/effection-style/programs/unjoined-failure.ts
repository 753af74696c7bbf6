import { Err, run, sleep, spawn } from "effection";
import type { Operation, Result } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"unjoined-failure"> = async (io) => {
  const heard: string[] = [];
  // What a task throws ends its parent: who lets go of work stands in between.
  function* hooked(work: Operation<unknown>): Operation<void> {
    try {
      yield* work;
    } catch (error) {
      heard.push((error as Error).message);
    }
  }
  // 1. main starts two workers and lets go of them
  function* quiet(): Operation<Result<void>> {
    io.log("quiet", "starts");
    yield* sleep(10);
    // 2. the quiet one ends in an error, which is a value
    io.log("quiet", "fails");
    return Err(new Error("quiet"));
  }
  function* loud(): Operation<void> {
    io.log("loud", "starts");
    yield* sleep(20);
    // 3. the loud one fails where nothing can carry the failure
    io.log("loud", "fails");
    throw new Error("loud");
  }

  const mainWentOn = await run(function* () {
    yield* spawn(() => hooked(quiet()));
    yield* spawn(() => hooked(loud()));
    io.log("main", "lets go");
    yield* sleep(30);

    // 4. main goes on to its end
    io.log("main", "is done");
    return true;
  });

  // 5. the hook has heard of the loud one, and nobody of the quiet one
  io.log("hook", "has heard", heard);
  return { heard, mainWentOn };
};

export default program;
