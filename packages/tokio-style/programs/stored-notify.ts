import { Effect } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, runtime, sync, time } from "tokio-style";

const program: ProgramOf<"stored-notify"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const condition = new sync.Notify();
  const state = { isSet: false };
  const notify = (): void => {
    io.log("main", "notifies");
    condition.notifyOne();
  };
  const naive = fn(function* () {
    io.log("naive", "waits");
    const wait = time.timeout(10, condition.notified());
    const isNotified = yield* Effect.isSuccess(wait);
    io.log("naive", "has waited", isNotified ? "notified" : "nothing");
    return isNotified ? 1 : 0;
  });

  const main = gen(function* () {
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
    for (; !state.isSet; waits += 1) yield* condition.notified();
    io.log("careful", "goes on");
    return { received, waits };
  });

  return rt.blockOn(main);
};

export default program;
