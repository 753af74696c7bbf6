import { Lwt, LwtCondition, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"stored-notify"> = (io) => {
  const condition = LwtCondition.create();
  const state = { isSet: false };
  const notify = (): void => {
    io.log("main", "notifies");
    LwtCondition.signal(condition, undefined);
  };
  const naive = Lwt.fn(function* () {
    io.log("naive", "waits");
    try {
      yield* LwtUnix.withTimeout(0.01, () => LwtCondition.wait(condition));
    } catch (exn) {
      if (exn !== LwtUnix.Timeout) throw exn;
      io.log("naive", "has waited", "nothing");
      return 0;
    }
    io.log("naive", "has waited", "notified");
    return 1;
  });

  const main = Lwt.gen(function* () {
    // 1. main notifies twice, and nobody waits
    notify();
    notify();

    // 2. the naive one waits twice, for 10 ms each time at most
    const received = (yield* naive()) + (yield* naive());

    // 3. main sets the state, and then notifies
    io.log("main", "sets the state");
    state.isSet = true;
    notify();

    // 4. the careful one looks at the state before it waits
    let waits = 0;
    for (; !state.isSet; waits += 1) yield* LwtCondition.wait(condition);
    io.log("careful", "goes on");
    return { received, waits };
  });

  return LwtMain.run(main)();
};

export default program;
