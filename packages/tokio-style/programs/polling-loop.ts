import type { ProgramOf } from "spec";
import { gen, runtime, spawn, sync, time } from "tokio-style";

const program: ProgramOf<"polling-loop"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  let counter = 0;
  const simulatePoll = (): "Pending" | "Ready" => {
    if (counter >= 3) return "Ready";
    counter += 1;
    return "Pending";
  };

  const main = gen(function* () {
    // 1. main polls each millisecond until Ready
    let polls = 0;
    for (;;) {
      const answer = simulatePoll();
      polls += 1;
      io.log("main", "polls", answer);
      if (answer === "Ready") break;
      yield* time.sleep(1);
    }

    // 2. a waiter waits on a condition
    const condition = new sync.Notify();
    let done = "";
    let looks = 0;
    const waiter = spawn(
      gen(function* () {
        io.log("waiter", "waits");
        yield* condition.notified();
        looks += 1;
        io.log("waiter", "looks", done);
        return done;
      }),
    );

    // 3. the notifier makes it true after 3 ms and notifies
    spawn(
      gen(function* () {
        yield* time.sleep(3);
        done = "done";
        io.log("notifier", "notifies");
        condition.notifyOne();
      }),
    );

    // 4. the waiter looks once and goes on
    const value = yield* waiter;
    io.log("main", "has", value);
    return { polls, wasted: polls - 1, looksWhenNotified: looks, value };
  });

  return rt.blockOn(main);
};

export default program;
