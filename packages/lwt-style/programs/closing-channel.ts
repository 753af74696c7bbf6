import { Lwt, LwtMain, LwtStream } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"closing-channel"> = (io) => {
  const taken: number[] = [];
  const refused: number[] = [];

  const main = Lwt.gen(function* () {
    // 1. the sender sends three items, and waits for room for a fourth
    const [stream, sink] = LwtStream.createBounded<number>(3);
    const send = Lwt.fn(function* (item: number) {
      io.log("sender", "sends", item);
      try {
        yield* sink.push(item);
      } catch (exn) {
        if (exn !== LwtStream.Closed) throw exn;
        io.log("sender", "is refused", item);
        refused.push(item);
      }
    });
    const watcher = Lwt.gen(function* () {
      yield* LwtStream.closed(stream);
      io.log("watcher", "hears of the close");
    });
    const sender = Lwt.gen(function* () {
      for (const item of [1, 2, 3, 4]) yield* send(item);
    });
    yield* LwtUnix.sleep(0.01);

    // 2. the channel is closed: the watcher hears, the fourth is refused
    io.log("main", "closes the channel");
    sink.close();
    yield* Lwt.join([watcher, sender]);

    // 3. what is sent after the close is refused, too
    yield* send(5);

    // 4. the receiver takes the three items, and then has the end
    const take = (item: number): Lwt.Promise<void> => {
      io.log("receiver", "takes", item);
      taken.push(item);
      return LwtUnix.sleep(0.01);
    };
    yield* LwtStream.iterS(take, stream);
    io.log("receiver", "has the end");

    // 5. who waits at an empty channel has the end when it closes
    const [empty, push] = LwtStream.create<number>();
    const waiter = Lwt.gen(function* () {
      io.log("waiter", "waits");
      const item = yield* LwtStream.get(empty);
      io.log("waiter", "has the end");
      return item === undefined;
    });
    yield* LwtUnix.sleep(0.01);
    io.log("main", "closes the empty channel");
    push(undefined);
    return { taken, refused, waiterHasEnd: yield* waiter };
  });

  return LwtMain.run(main)();
};

export default program;
