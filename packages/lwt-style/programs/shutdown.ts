import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"shutdown"> = async (io) => {
  const finalised: string[] = [];
  const work = Lwt.fn(function* (lane: string, seconds: number) {
    io.log(lane, "starts");
    try {
      yield* LwtUnix.sleep(seconds);
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
  const main = Lwt.gen(function* () {
    Lwt.async(() => work("quick", 0.02));
    Lwt.async(() => work("older", 1));
    Lwt.async(() => work("younger", 1));
    yield* LwtUnix.sleep(0.01);
    io.log("main", "ends");
  });

  // 2. the host goes on, and no worker has ended or was finalised
  await LwtMain.run(main)();
  const afterMain = host("has the end of main");

  // 3. another main runs for 20 ms, and quick ends meanwhile
  const other = Lwt.gen(function* () {
    yield* LwtUnix.sleep(0.02);
    io.log("other", "ends");
  });
  await LwtMain.run(other)();
  const afterOther = host("has the end of other");

  // 4. the host shuts down, and looks who was finalised
  return { afterMain, afterOther, finalised: host("has shut down") };
};

export default program;
