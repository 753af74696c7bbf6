import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"unjoined-failure"> = async (io) => {
  const heard: string[] = [];
  const before = Lwt.asyncExceptionHook.current;
  Lwt.asyncExceptionHook.current = (exn) => {
    heard.push((exn as Error).message);
  };
  // 1. main starts two workers and lets go of them
  const quiet = Lwt.fn(function* () {
    io.log("quiet", "starts");
    yield* LwtUnix.sleep(0.01);
    // 2. the quiet one ends in an error, which is a value
    io.log("quiet", "fails");
    yield* Lwt.failWith("quiet");
  });
  const loud = Lwt.fn(function* () {
    io.log("loud", "starts");
    yield* LwtUnix.sleep(0.02);
    // 3. the loud one fails where nothing can carry the failure
    io.log("loud", "fails");
    throw new Error("loud");
  });

  const main = Lwt.gen(function* () {
    quiet();
    Lwt.async(loud);
    io.log("main", "lets go");
    yield* LwtUnix.sleep(0.03);

    // 4. main goes on to its end
    io.log("main", "is done");
    return true;
  });
  const mainWentOn = await LwtMain.run(main)();

  // 5. the hook has heard of the loud one, and nobody of the quiet one
  Lwt.asyncExceptionHook.current = before;
  io.log("hook", "has heard", heard);
  return { heard, mainWentOn };
};

export default program;
