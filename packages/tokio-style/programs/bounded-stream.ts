import { Exit } from "effect";
import type { ProgramOf } from "spec";
import { gen, runtime, spawn, sync, time } from "tokio-style";

const program: ProgramOf<"bounded-stream"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const taken: number[] = [];

  const main = gen(function* () {
    // 1. the producer pushes five items into a stream that holds two
    const [tx, stream] = sync.mpsc.channel<number>(2);
    const sink = tx.clone();
    const produce = gen(function* () {
      for (const item of [1, 2, 3, 4, 5]) {
        io.log("producer", "pushes", item);
        yield* sink.send(item);

        // 2. a push returns when the stream has room for its item
        io.log("producer", "has pushed", item);
      }

      // 3. the producer closes the stream
      io.log("producer", "closes");
      sink.drop();
    });
    spawn(produce);

    // 4. hasty, who cannot wait, is refused while the stream is full
    const push = gen(function* () {
      yield* time.sleep(5);
      const isRefused = Exit.isFailure(tx.trySend(0));
      if (isRefused) io.log("hasty", "is refused");
      tx.drop();
      return isRefused;
    });
    const hasty = spawn(push);

    // 5. the consumer works for 10 ms on each, and has the end after the last
    for (;;) {
      const item = yield* stream.recv();
      if (item === undefined) break;
      io.log("consumer", "takes", item);
      yield* time.sleep(10);
      taken.push(item);
    }
    io.log("consumer", "has the end");
    return { taken, hastyIsRefused: yield* hasty };
  });

  return rt.blockOn(main);
};

export default program;
