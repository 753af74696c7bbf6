import { sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"cancel-backwards"> = async (io) => {
  const ended: string[] = [];
  const scope = async (lane: string, wait: () => Promise<void>) => {
    io.log(lane, "starts");
    try {
      await wait();
      io.log(lane, "ends");
    } finally {
      io.log(lane, "is finalised");
      ended.push(lane);
    }
  };

  // 1. the outer work waits for the middle, and that for the inner
  const inner = (signal: AbortSignal) =>
    scope("inner", () => sleep(1000, { signal }));
  const middle = (signal: AbortSignal) => scope("middle", () => inner(signal));
  const helper = async () => {
    io.log("helper", "starts");
    await sleep(20);
    io.log("helper", "ends");
  };
  const outer = (signal: AbortSignal) =>
    scope("outer", () => {
      // 2. the outer work starts a helper that it does not wait for
      void helper();
      return middle(signal);
    });

  const controller = new AbortController();
  const work = outer(controller.signal);

  // 3. main cancels the outer work after 10 ms
  await sleep(10);
  io.log("main", "cancels outer");
  controller.abort();

  // 4. the finalisers have run from the inside out, before main goes on
  await Promise.allSettled([work]);
  const finalised = [...ended];
  io.log("main", "goes on");

  // 5. the helper goes on to its end
  await sleep(20);
  io.log("main", "is done");
  return { finalised };
};

export default program;
