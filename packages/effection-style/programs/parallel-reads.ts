import { createChannel, run, sleep, spawn } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"parallel-reads"> = (io) =>
  run(function* () {
    // 1. main opens a channel
    io.log("main", "opens a channel");
    const channel = createChannel<string, never>();
    const subscription = yield* channel;

    // 2. both readers start
    for (const n of [1, 2])
      yield* spawn(function* () {
        io.log(`reader${n}`, "starts");

        // 3. each reader waits 10 ms and sends its result
        yield* sleep(10);
        io.log(`reader${n}`, "sends", `result${n}`);
        yield* channel.send(`result${n}`);
      });

    // 4. main receives twice
    const results: string[] = [];
    while (results.length < 2) {
      const { value } = yield* subscription.next();
      io.log("main", "receives", value);
      results.push(value);
    }
    io.log("main", "has both");
    return results;
  });

export default program;
