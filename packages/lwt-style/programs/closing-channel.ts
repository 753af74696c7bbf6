import { Lwt, LwtMain, LwtStream } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"closing-channel"> = (io) => {
  const taken: number[] = [];
  const refused: number[] = [];

  const main = Lwt.gen(function* () {
    // 1. the sender sends three items, and nobody takes them
    const [stream, push] = LwtStream.create<number>();
    const send = (item: number): void => {
      io.log("sender", "sends", item);
      try {
        push(item);
      } catch (exn) {
        if (exn !== LwtStream.Closed) throw exn;
        io.log("sender", "is refused", item);
        refused.push(item);
      }
    };
    const watcher = Lwt.gen(function* () {
      yield* LwtStream.closed(stream);
      io.log("watcher", "hears of the close");
    });
    for (const item of [1, 2, 3]) send(item);

    // 2. the channel is closed, and the watcher hears of it
    io.log("main", "closes the channel");
    push(undefined);
    yield* watcher;

    // 3. what is sent after the close is refused
    send(4);

    // 4. the receiver takes all three items, and then the end
    const take = Lwt.fn(function* (item: number) {
      io.log("receiver", "takes", item);
      yield* LwtUnix.sleep(0.01);
      taken.push(item);
    });
    yield* LwtStream.iterS(take, stream);
    io.log("receiver", "has the end");

    // 5. who waits at an empty channel has the end when it closes
    const [empty, close] = LwtStream.create<number>();
    const waiter = Lwt.gen(function* () {
      io.log("waiter", "waits");
      const item = yield* LwtStream.get(empty);
      io.log("waiter", "has the end");
      return item === undefined;
    });
    yield* LwtUnix.sleep(0.01);
    io.log("main", "closes the empty channel");
    close(undefined);
    return { taken, refused, waiterHasEnd: yield* waiter };
  });

  return LwtMain.run(main)();
};

export default program;
