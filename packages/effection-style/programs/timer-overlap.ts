import { createQueue, run, sleep, spawn } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"timer-overlap"> = (io) =>
  run(function* () {
    const started = performance.now();
    const queue = createQueue<number, never>();

    // 1. five timers start
    for (const n of [1, 2, 3, 4, 5])
      yield* spawn(function* () {
        io.log(`timer${n}`, "starts");

        // 2. each timer fires after 10 ms and says so on a channel
        yield* sleep(10);
        io.log(`timer${n}`, "fires");
        queue.add(n);
      });

    // 3. main has heard all five
    let fired = 0;
    while (fired < 5) {
      yield* queue.next();
      fired += 1;
    }
    io.log("main", "has all five");
    const elapsedMs = Math.round(performance.now() - started);
    return { fired, elapsedMs };
  });

export default program;
