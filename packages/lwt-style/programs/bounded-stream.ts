import { Lwt, LwtMain, LwtStream } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"bounded-stream"> = (io) => {
  const taken: number[] = [];

  const main = Lwt.gen(function* () {
    // 1. the producer pushes five items into a stream that holds two
    const [stream, sink] = LwtStream.createBounded<number>(2);
    const produce = Lwt.fn(function* () {
      for (const item of [1, 2, 3, 4, 5]) {
        io.log("producer", "pushes", item);
        yield* sink.push(item);

        // 2. a push returns when the stream has room for its item
        io.log("producer", "has pushed", item);
      }

      // 3. the producer closes the stream
      io.log("producer", "closes");
      sink.close();
    });
    Lwt.async(produce);

    // 4. hasty, who cannot wait, is refused while the stream is full
    const hasty = Lwt.gen(function* () {
      yield* LwtUnix.sleep(0.005);
      try {
        yield* sink.push(0);
        return false;
      } catch (exn) {
        if (exn !== LwtStream.Full) throw exn;
        io.log("hasty", "is refused");
        return true;
      }
    });

    // 5. the consumer works for 10 ms on each, and has the end after the last
    const take = Lwt.fn(function* (item: number) {
      io.log("consumer", "takes", item);
      yield* LwtUnix.sleep(0.01);
      taken.push(item);
    });
    yield* LwtStream.iterS(take, stream);
    io.log("consumer", "has the end");
    return { taken, hastyIsRefused: yield* hasty };
  });

  return LwtMain.run(main)();
};

export default program;
