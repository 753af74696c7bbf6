import { Queue, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"bounded-stream"> = async (io) => {
  const taken: number[] = [];

  // 1. the producer pushes five items into a stream that holds two
  const stream = new Queue<number>(2);
  const produce = async () => {
    for (const item of [1, 2, 3, 4, 5]) {
      io.log("producer", "pushes", item);
      await stream.put(item);

      // 2. a push returns when the stream has room for its item
      io.log("producer", "has pushed", item);
    }

    // 3. the producer closes the stream
    io.log("producer", "closes");
    stream.close();
  };

  // 4. hasty, who cannot wait, is refused while the stream is full
  const push = async () => {
    await sleep(5);
    const isRefused = !stream.tryPut(0);
    if (isRefused) io.log("hasty", "is refused");
    return isRefused;
  };

  // 5. the consumer works for 10 ms on each, and has the end after the last
  const consume = async () => {
    for await (const item of stream) {
      io.log("consumer", "takes", item);
      await sleep(10);
      taken.push(item);
    }
    io.log("consumer", "has the end");
  };
  const all = [produce(), push(), consume()] as const;
  const [, hastyIsRefused] = await Promise.all(all);
  return { taken, hastyIsRefused };
};

export default program;
