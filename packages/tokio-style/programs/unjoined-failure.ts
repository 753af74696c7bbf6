import { Effect } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, time } from "tokio-style";

const program: ProgramOf<"unjoined-failure"> = async (io) => {
  const heard: string[] = [];
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .unhandledPanic(({ defect }) => heard.push((defect as Error).message))
    .build();
  // 1. main starts two workers and lets go of them
  const quiet = fn(function* () {
    io.log("quiet", "starts");
    yield* time.sleep(10);
    // 2. the quiet one ends in an error, which is a value
    io.log("quiet", "fails");
    yield* Effect.fail("quiet");
  });
  const loud = fn(function* () {
    io.log("loud", "starts");
    yield* time.sleep(20);
    // 3. the loud one fails where nothing can carry the failure
    io.log("loud", "fails");
    throw new Error("loud");
  });

  const main = gen(function* () {
    spawn(quiet());
    spawn(loud());
    io.log("main", "lets go");
    yield* time.sleep(30);

    // 4. main goes on to its end
    io.log("main", "is done");
    return true;
  });
  const mainWentOn = await rt.blockOn(main);

  // 5. the hook has heard of the loud one, and nobody of the quiet one
  io.log("hook", "has heard", heard);
  return { heard, mainWentOn };
};

export default program;
