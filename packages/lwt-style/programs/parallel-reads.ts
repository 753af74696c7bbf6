import { Lwt, LwtMain, LwtMvar } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"parallel-reads"> = (io) => {
  // 1. main opens a channel
  io.log("main", "opens a channel");
  const channel = LwtMvar.createEmpty<string>();

  // 2. both readers start
  const reader = Lwt.fn(function* (n: number) {
    io.log(`reader${n}`, "starts");

    // 3. each reader waits 10 ms and sends its result
    yield* LwtUnix.sleep(0.01);
    io.log(`reader${n}`, "sends", `result${n}`);
    yield* LwtMvar.put(channel, `result${n}`);
  });
  Lwt.async(() => reader(1));
  Lwt.async(() => reader(2));

  // 4. main receives twice
  const main = Lwt.gen(function* () {
    const results: string[] = [];
    while (results.length < 2) {
      const result = yield* LwtMvar.take(channel);
      io.log("main", "receives", result);
      results.push(result);
    }
    io.log("main", "has both");
    return results;
  });

  return LwtMain.run(main)();
};

export default program;
