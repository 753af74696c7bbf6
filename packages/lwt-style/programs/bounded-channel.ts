import { Lwt, LwtMain, LwtMvar } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"bounded-channel"> = (io) => {
  const started = LwtUnix.gettimeofday();
  const items = [1, 2, 3, 4];
  const channel = LwtMvar.createEmpty<number>();

  // 1. the producer sends four items, one after the other
  const produce = Lwt.fn(function* () {
    for (const item of items) {
      io.log("producer", "sends", item);
      yield* LwtMvar.put(channel, item);

      // 2. each send returns when the channel has room for its item
      io.log("producer", "has sent", item);
    }
  });
  Lwt.async(produce);

  // 3. the consumer takes an item, and works on it for 10 ms
  const consume = Lwt.fn(function* () {
    const taken: number[] = [];
    while (taken.length < items.length) {
      const item = yield* LwtMvar.take(channel);
      io.log("consumer", "takes", item);
      yield* LwtUnix.sleep(0.01);
      io.log("consumer", "is done with", item);
      taken.push(item);
    }
    return taken;
  });

  // 4. main has all four
  const main = Lwt.gen(function* () {
    const taken = yield* consume();
    io.log("main", "has all four");
    const elapsed = LwtUnix.gettimeofday() - started;
    return { taken, elapsedMs: Math.round(elapsed * 1000) };
  });

  return LwtMain.run(main)();
};

export default program;
