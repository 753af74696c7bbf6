import { Queue, QueueClosed, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"closing-channel"> = async (io) => {
  const taken: number[] = [];
  const refused: number[] = [];

  // 1. the sender sends three items, and waits for room for a fourth
  const channel = new Queue<number>(3);
  const send = async (item: number) => {
    io.log("sender", "sends", item);
    try {
      await channel.put(item);
    } catch (error) {
      if (!(error instanceof QueueClosed)) throw error;
      io.log("sender", "is refused", item);
      refused.push(item);
    }
  };
  const watch = async () => {
    await channel.closed;
    io.log("watcher", "hears of the close");
  };
  const sendAll = async () => {
    for (const item of [1, 2, 3, 4]) await send(item);
  };
  const watcher = watch();
  const sender = sendAll();
  await sleep(10);

  // 2. the channel is closed: the watcher hears, the fourth is refused
  io.log("main", "closes the channel");
  channel.close();
  await Promise.all([watcher, sender]);

  // 3. what is sent after the close is refused, too
  await send(5);

  // 4. the receiver takes the three items, and then has the end
  for await (const item of channel) {
    io.log("receiver", "takes", item);
    await sleep(10);
    taken.push(item);
  }
  io.log("receiver", "has the end");

  // 5. who waits at an empty channel has the end when it closes
  const empty = new Queue<number>(3);
  const wait = async () => {
    io.log("waiter", "waits");
    const item = await empty.take();
    io.log("waiter", "has the end");
    return item === undefined;
  };
  const waiter = wait();
  await sleep(10);
  io.log("main", "closes the empty channel");
  empty.close();
  return { taken, refused, waiterHasEnd: await waiter };
};

export default program;
