import { sleep } from "promise-style";
import { onUnhandledRejection } from "promise-style/node";
import type { ProgramOf } from "spec";

const program: ProgramOf<"unjoined-failure"> = async (io) => {
  const heard: string[] = [];
  using _hook = onUnhandledRejection((reason) => {
    heard.push((reason as Error).message);
  });
  // 1. main starts two workers and lets go of them
  const quiet = async () => {
    io.log("quiet", "starts");
    await sleep(10);
    // 2. the quiet one ends in an error, which is a value
    io.log("quiet", "fails");
    return new Error("quiet");
  };
  const loud = async () => {
    io.log("loud", "starts");
    await sleep(20);
    // 3. the loud one fails where nothing can carry the failure
    io.log("loud", "fails");
    throw new Error("loud");
  };

  void quiet();
  void loud();
  io.log("main", "lets go");
  await sleep(30);

  // 4. main goes on to its end
  io.log("main", "is done");

  // 5. the hook has heard of the loud one, and nobody of the quiet one
  io.log("hook", "has heard", heard);
  return { heard, mainWentOn: true };
};

export default program;
