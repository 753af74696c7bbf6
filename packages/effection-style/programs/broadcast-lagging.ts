import { createChannel, run, sleep, spawn } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"broadcast-lagging"> = (io) => {
  let sent = 0;

  return run(function* () {
    // 1. fast and slow listen to the same sender
    const channel = createChannel<number>();
    const stream = yield* channel;
    const copy = yield* channel;
    io.log("fast", "listens");
    io.log("slow", "listens");

    // 2. the sender sends six items, one each 10 ms, and waits for nobody
    yield* spawn(function* () {
      for (const item of [1, 2, 3, 4, 5, 6]) {
        yield* sleep(10);
        io.log("sender", "sends", item);
        yield* channel.send(item);
        sent += 1;
      }
      yield* channel.close();
    });

    // 3. fast takes each item when it is sent
    const quick = yield* spawn(function* () {
      const taken: number[] = [];
      for (;;) {
        const item = yield* stream.next();
        if (item.done) return taken;
        io.log("fast", "takes", item.value);
        taken.push(item.value);
      }
    });

    // 4. slow looks after 100 ms, and takes what is left
    const late = yield* spawn(function* () {
      const left: number[] = [];
      yield* sleep(100);
      for (;;) {
        const item = yield* copy.next();
        if (item.done) break;
        left.push(item.value);
      }
      io.log("slow", "takes what is left", left);

      // 5. slow knows how many it has missed
      const missed = sent - left.length;
      io.log("slow", "has missed", missed);
      return { left, missed };
    });
    const fast = yield* quick;
    const { left, missed } = yield* late;
    io.log("main", "has both");
    return { fast, slow: left, missed };
  });
};

export default program;
