import { now, Queue, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"bounded-channel"> = async (io) => {
  const started = now();
  const channel = new Queue<number>(1);

  // 1. the producer sends four items, one after the other
  const produce = async () => {
    for (const item of [1, 2, 3, 4]) {
      io.log("producer", "sends", item);
      await channel.put(item);

      // 2. each send returns when the channel has room for its item
      io.log("producer", "has sent", item);
    }
    channel.close();
  };

  // 3. the consumer takes an item, and works on it for 10 ms
  const consume = async () => {
    const taken: number[] = [];
    for await (const item of channel) {
      io.log("consumer", "takes", item);
      await sleep(10);
      io.log("consumer", "is done with", item);
      taken.push(item);
    }
    return taken;
  };

  // 4. main has all four
  const [, taken] = await Promise.all([produce(), consume()]);
  io.log("main", "has all four");
  return { taken, elapsedMs: Math.round(now() - started) };
};

export default program;
