import { run, sleep, spawn } from "effection";
import type { Operation } from "effection";
import { ChannelClosed, createBoundedChannel } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"closing-channel"> = (io) => {
  const taken: number[] = [];
  const refused: number[] = [];

  return run(function* () {
    // 1. the sender sends three items, and waits for room for a fourth
    const channel = createBoundedChannel<number>(3);
    function* send(item: number): Operation<void> {
      io.log("sender", "sends", item);
      try {
        yield* channel.send(item);
      } catch (error) {
        if (!(error instanceof ChannelClosed)) throw error;
        io.log("sender", "is refused", item);
        refused.push(item);
      }
    }
    const watcher = yield* spawn(function* () {
      yield* channel.closed();
      io.log("watcher", "hears of the close");
    });
    const sender = yield* spawn(function* () {
      for (const item of [1, 2, 3, 4]) yield* send(item);
    });
    yield* sleep(10);

    // 2. the channel is closed: the watcher hears, the fourth is refused
    io.log("main", "closes the channel");
    channel.close();
    yield* watcher;
    yield* sender;

    // 3. what is sent after the close is refused, too
    yield* send(5);

    // 4. the receiver takes the three items, and then has the end
    for (;;) {
      const item = yield* channel.next();
      if (item.done) break;
      io.log("receiver", "takes", item.value);
      yield* sleep(10);
      taken.push(item.value);
    }
    io.log("receiver", "has the end");

    // 5. who waits at an empty channel has the end when it closes
    const empty = createBoundedChannel<number>(3);
    const waiter = yield* spawn(function* () {
      io.log("waiter", "waits");
      const { done } = yield* empty.next();
      io.log("waiter", "has the end");
      return done === true;
    });
    yield* sleep(10);
    io.log("main", "closes the empty channel");
    empty.close();
    return { taken, refused, waiterHasEnd: yield* waiter };
  });
};

export default program;
