import { Effect, Result } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, sync, time } from "tokio-style";

const program: ProgramOf<"closing-channel"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const taken: number[] = [];
  const refused: number[] = [];

  const main = gen(function* () {
    // 1. the sender sends three items, and waits for room for a fourth
    const [tx, rx] = sync.mpsc.channel<number>(3);
    const send = fn(function* (item: number) {
      io.log("sender", "sends", item);
      const sent = yield* Effect.result(tx.send(item));
      if (Result.isSuccess(sent)) return;
      io.log("sender", "is refused", sent.failure.value);
      refused.push(sent.failure.value);
    });
    const watch = gen(function* () {
      yield* tx.closed();
      io.log("watcher", "hears of the close");
    });
    const sendAll = gen(function* () {
      for (const item of [1, 2, 3, 4]) yield* send(item);
    });
    const watcher = spawn(watch);
    const sender = spawn(sendAll);
    yield* time.sleep(10);

    // 2. the channel is closed: the watcher hears, the fourth is refused
    io.log("main", "closes the channel");
    rx.close();
    yield* watcher;
    yield* sender;

    // 3. what is sent after the close is refused, too
    yield* send(5);

    // 4. the receiver takes the three items, and then has the end
    for (;;) {
      const item = yield* rx.recv();
      if (item === undefined) break;
      io.log("receiver", "takes", item);
      yield* time.sleep(10);
      taken.push(item);
    }
    io.log("receiver", "has the end");

    // 5. who waits at an empty channel has the end when it closes
    const [close, empty] = sync.mpsc.channel<number>(3);
    const wait = gen(function* () {
      io.log("waiter", "waits");
      const item = yield* empty.recv();
      io.log("waiter", "has the end");
      return item === undefined;
    });
    const waiter = spawn(wait);
    yield* time.sleep(10);
    io.log("main", "closes the empty channel");
    close.drop();
    return { taken, refused, waiterHasEnd: yield* waiter };
  });

  return rt.blockOn(main);
};

export default program;
