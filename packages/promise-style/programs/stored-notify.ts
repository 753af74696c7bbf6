import { Condition, TimeoutError, withTimeout } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"stored-notify"> = async (io) => {
  const condition = new Condition();
  const state = { isSet: false };
  const notify = (): void => {
    io.log("main", "notifies");
    condition.signal();
  };
  const naive = async () => {
    io.log("naive", "waits");
    try {
      await withTimeout(10, (signal) => condition.wait({ signal }));
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      io.log("naive", "has waited", "nothing");
      return 0;
    }
    io.log("naive", "has waited", "notified");
    return 1;
  };

  // 1. main notifies twice, and nobody waits
  notify();
  notify();

  // 2. the naive one waits twice, for 10 ms each time at most
  const received = (await naive()) + (await naive());

  // 3. main sets the state, and then notifies
  io.log("main", "sets the state");
  state.isSet = true;
  notify();

  // 4. the careful one looks at the state before it waits
  let waits = 0;
  for (; !state.isSet; waits += 1) await condition.wait();
  io.log("careful", "goes on");
  return { received, waits };
};

export default program;
