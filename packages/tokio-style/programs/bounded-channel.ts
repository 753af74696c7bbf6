import type { ProgramOf } from "spec";
import { gen, runtime, spawn, sync, time } from "tokio-style";

const program: ProgramOf<"bounded-channel"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const main = gen(function* () {
    const started = time.Instant.now();
    const [tx, rx] = sync.mpsc.channel<number>(1);

    // 1. the producer sends four items, one after the other
    const produce = gen(function* () {
      for (const item of [1, 2, 3, 4]) {
        io.log("producer", "sends", item);
        yield* tx.send(item);

        // 2. each send returns when the channel has room for its item
        io.log("producer", "has sent", item);
      }
      tx.drop();
    });
    spawn(produce);

    // 3. the consumer takes an item, and works on it for 10 ms
    const consume = gen(function* () {
      const taken: number[] = [];
      for (;;) {
        const item = yield* rx.recv();
        if (item === undefined) return taken;
        io.log("consumer", "takes", item);
        yield* time.sleep(10);
        io.log("consumer", "is done with", item);
        taken.push(item);
      }
    });

    // 4. main has all four
    const taken = yield* spawn(consume);
    io.log("main", "has all four");
    return { taken, elapsedMs: Math.round(started.elapsed()) };
  });

  return rt.blockOn(main);
};

export default program;
