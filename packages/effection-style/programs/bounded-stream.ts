import { run, sleep, spawn } from "effection";
import { createBoundedChannel } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"bounded-stream"> = (io) => {
  const taken: number[] = [];

  return run(function* () {
    // 1. the producer pushes five items into a stream that holds two
    const stream = createBoundedChannel<number>(2);
    yield* spawn(function* () {
      for (const item of [1, 2, 3, 4, 5]) {
        io.log("producer", "pushes", item);
        yield* stream.send(item);

        // 2. a push returns when the stream has room for its item
        io.log("producer", "has pushed", item);
      }

      // 3. the producer closes the stream
      io.log("producer", "closes");
      stream.close();
    });

    // 4. hasty, who cannot wait, is refused while the stream is full
    const hasty = yield* spawn(function* () {
      yield* sleep(5);
      const isRefused = !stream.trySend(0);
      if (isRefused) io.log("hasty", "is refused");
      return isRefused;
    });

    // 5. the consumer works for 10 ms on each, and has the end after the last
    for (;;) {
      const item = yield* stream.next();
      if (item.done) break;
      io.log("consumer", "takes", item.value);
      yield* sleep(10);
      taken.push(item.value);
    }
    io.log("consumer", "has the end");
    return { taken, hastyIsRefused: yield* hasty };
  });
};

export default program;
