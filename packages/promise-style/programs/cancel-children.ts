import { once } from "node:events";
import { sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"cancel-children"> = async (io) => {
  const stopped: string[] = [];
  const work = async (lane: string, signal: AbortSignal) => {
    io.log(lane, "starts");
    if (!signal.aborted) await once(signal, "abort");
    io.log(lane, "is cancelled");
    stopped.push(lane);
  };

  // 1. left, middle and right work under one parent
  const parent = new AbortController();
  const left = new AbortController();
  const children = [
    work("left", AbortSignal.any([parent.signal, left.signal])),
    work("middle", parent.signal),
    work("right", parent.signal),
  ];

  // 2. main cancels left, and it alone stops
  io.log("main", "cancels left");
  left.abort();
  io.log("main", "goes on");
  await sleep(10);
  const afterLeft = stopped.toSorted();

  // 3. main cancels the parent, and the others stop
  io.log("main", "cancels the parent");
  parent.abort();
  io.log("main", "goes on");
  await sleep(10);
  const afterParent = stopped.toSorted();

  // 4. who comes late is stopped before it has begun to wait
  await Promise.all([...children, work("late", parent.signal)]);
  io.log("main", "is done");
  return { afterLeft, afterParent, afterAll: stopped.toSorted() };
};

export default program;
