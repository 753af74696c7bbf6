import { EventEmitter, on } from "node:events";
import { sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"broadcast-lagging"> = async (io) => {
  let sent = 0;

  // 1. fast and slow listen to the same sender
  const sender = new EventEmitter();
  const listen = (): AsyncIterable<number[]> =>
    on(sender, "item", { close: ["end"] });
  const stream = listen();
  const copy = listen();
  io.log("fast", "listens");
  io.log("slow", "listens");

  // 2. the sender sends six items, one each 10 ms, and waits for nobody
  const send = async () => {
    for (const item of [1, 2, 3, 4, 5, 6]) {
      await sleep(10);
      io.log("sender", "sends", item);
      sender.emit("item", item);
      sent += 1;
    }
    sender.emit("end");
  };

  // 3. fast takes each item when it is sent
  const takeEach = async () => {
    const taken: number[] = [];
    for await (const items of stream) {
      io.log("fast", "takes", ...items);
      taken.push(...items);
    }
    return taken;
  };

  // 4. slow looks after 100 ms, and takes what is left
  const lookLater = async () => {
    await sleep(100);
    const left: number[] = [];
    for await (const items of copy) left.push(...items);
    io.log("slow", "takes what is left", left);

    // 5. slow knows how many it has missed
    const missed = sent - left.length;
    io.log("slow", "has missed", missed);
    return { left, missed };
  };
  const all = [send(), takeEach(), lookLater()] as const;
  const [, fast, { left, missed }] = await Promise.all(all);
  io.log("main", "has both");
  return { fast, slow: left, missed };
};

export default program;
