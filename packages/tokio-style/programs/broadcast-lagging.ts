import { Effect, Result } from "effect";
import type { ProgramOf } from "spec";
import { gen, runtime, spawn, sync, time } from "tokio-style";

const program: ProgramOf<"broadcast-lagging"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const main = gen(function* () {
    // 1. fast and slow listen to the same sender
    const [tx, stream] = sync.broadcast.channel<number>(2);
    const copy = tx.subscribe();
    io.log("fast", "listens");
    io.log("slow", "listens");

    // 2. the sender sends six items, one each 10 ms, and waits for nobody
    const send = gen(function* () {
      for (const item of [1, 2, 3, 4, 5, 6]) {
        yield* time.sleep(10);
        io.log("sender", "sends", item);
        tx.send(item);
      }
      tx.drop();
    });
    spawn(send);

    // 3. fast takes each item when it is sent
    const takeEach = gen(function* () {
      const taken: number[] = [];
      for (;;) {
        const received = yield* Effect.result(stream.recv());
        if (Result.isFailure(received)) return taken;
        io.log("fast", "takes", received.success);
        taken.push(received.success);
      }
    });
    const quick = spawn(takeEach);

    // 4. slow looks after 100 ms, and takes what is left
    const lookLater = gen(function* () {
      const left: number[] = [];
      let missed = 0;
      yield* time.sleep(100);
      for (;;) {
        const received = yield* Effect.result(copy.recv());
        if (Result.isSuccess(received)) left.push(received.success);
        else if (received.failure.kind === "Closed") break;
        else missed += received.failure.missed;
      }
      io.log("slow", "takes what is left", left);

      // 5. slow knows how many it has missed
      io.log("slow", "has missed", missed);
      return { left, missed };
    });
    const late = spawn(lookLater);
    const fast = yield* quick;
    const { left, missed } = yield* late;
    io.log("main", "has both");
    return { fast, slow: left, missed };
  });

  return rt.blockOn(main);
};

export default program;
