import { createSignal, run, scoped } from "effection";
import type { Operation } from "effection";
import { timeout, Timeout } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"stored-notify"> = (io) => {
  const condition = createSignal<void>();
  const state = { isSet: false };
  const notify = (): void => {
    io.log("main", "notifies");
    condition.send();
  };
  const naive = (): Operation<number> =>
    scoped(function* () {
      io.log("naive", "waits");
      const notifications = yield* condition;
      let isNotified = true;
      try {
        yield* timeout(10, notifications.next());
      } catch (error) {
        if (!(error instanceof Timeout)) throw error;
        isNotified = false;
      }
      io.log("naive", "has waited", isNotified ? "notified" : "nothing");
      return isNotified ? 1 : 0;
    });

  return run(function* () {
    // 1. main notifies twice, and nobody waits
    notify();
    notify();

    // 2. the naive one waits twice, for 10 ms each time at most
    const received = (yield* naive()) + (yield* naive());

    // 3. main sets the state, and then notifies
    const notifications = yield* condition;
    io.log("main", "sets the state");
    state.isSet = true;
    notify();

    // 4. the careful one looks at the state before it waits
    let waits = 0;
    for (; !state.isSet; waits += 1) yield* notifications.next();
    io.log("careful", "goes on");
    return { received, waits };
  });
};

export default program;
