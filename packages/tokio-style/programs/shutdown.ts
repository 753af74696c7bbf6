import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, time } from "tokio-style";

const program: ProgramOf<"shutdown"> = async (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const finalised: string[] = [];
  const work = fn(function* (lane: string, milliseconds: number) {
    io.log(lane, "starts");
    try {
      yield* time.sleep(milliseconds);
      io.log(lane, "ends");
    } finally {
      finalised.push(lane);
    }
  });
  const host = (event: string): readonly string[] => {
    const lanes = finalised.slice();
    io.log("host", event, lanes);
    return lanes;
  };

  // 1. main starts three workers, and ends after 10 ms
  const main = gen(function* () {
    spawn(work("quick", 20));
    spawn(work("older", 1000));
    spawn(work("younger", 1000));
    yield* time.sleep(10);
    io.log("main", "ends");
  });

  // 2. the host goes on, and no worker has ended or was finalised
  await rt.blockOn(main);
  const afterMain = host("has the end of main");

  // 3. another main runs for 20 ms, and quick ends meanwhile
  const other = gen(function* () {
    yield* time.sleep(20);
    io.log("other", "ends");
  });
  await rt.blockOn(other);
  const afterOther = host("has the end of other");

  // 4. the host shuts down, and looks who was finalised
  rt.shutdown();
  return { afterMain, afterOther, finalised: host("has shut down") };
};

export default program;
