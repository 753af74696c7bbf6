import { run, sleep, spawn } from "effection";
import { createBoundedChannel } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"bounded-channel"> = (io) =>
  run(function* () {
    const started = performance.now();
    const channel = createBoundedChannel<number>(1);

    // 1. the producer sends four items, one after the other
    yield* spawn(function* () {
      for (const item of [1, 2, 3, 4]) {
        io.log("producer", "sends", item);
        yield* channel.send(item);

        // 2. each send returns when the channel has room for its item
        io.log("producer", "has sent", item);
      }
      channel.close();
    });

    // 3. the consumer takes an item, and works on it for 10 ms
    const consumer = yield* spawn(function* () {
      const taken: number[] = [];
      for (;;) {
        const item = yield* channel.next();
        if (item.done) return taken;
        io.log("consumer", "takes", item.value);
        yield* sleep(10);
        io.log("consumer", "is done with", item.value);
        taken.push(item.value);
      }
    });

    // 4. main has all four
    const taken = yield* consumer;
    io.log("main", "has all four");
    const elapsedMs = Math.round(performance.now() - started);
    return { taken, elapsedMs };
  });

export default program;
