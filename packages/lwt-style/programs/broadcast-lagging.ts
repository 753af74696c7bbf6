import { Lwt, LwtMain, LwtStream } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"broadcast-lagging"> = (io) => {
  let sent = 0;

  const main = Lwt.gen(function* () {
    // 1. fast and slow listen to the same sender
    const [stream, push] = LwtStream.create<number>();
    const copy = LwtStream.clone(stream);
    io.log("fast", "listens");
    io.log("slow", "listens");

    // 2. the sender sends six items, one each 10 ms, and waits for nobody
    const send = Lwt.fn(function* () {
      for (const item of [1, 2, 3, 4, 5, 6]) {
        yield* LwtUnix.sleep(0.01);
        io.log("sender", "sends", item);
        push(item);
        sent += 1;
      }
      push(undefined);
    });
    Lwt.async(send);

    // 3. fast takes each item when it is sent
    const take = (item: number): number => {
      io.log("fast", "takes", item);
      return item;
    };
    const quick = LwtStream.toList(LwtStream.map(take, stream));

    // 4. slow looks after 100 ms, and takes what is left
    const late = Lwt.gen(function* () {
      yield* LwtUnix.sleep(0.1);
      const left = yield* LwtStream.toList(copy);
      io.log("slow", "takes what is left", left);

      // 5. slow knows how many it has missed
      const missed = sent - left.length;
      io.log("slow", "has missed", missed);
      return { left, missed };
    });
    const [fast, { left, missed }] = yield* Lwt.both(quick, late);
    io.log("main", "has both");
    return { fast, slow: left, missed };
  });

  return LwtMain.run(main)();
};

export default program;
