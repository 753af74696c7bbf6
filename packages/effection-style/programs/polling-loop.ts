import { run, sleep, spawn } from "effection";
import { createCondition } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"polling-loop"> = (io) => {
  let counter = 0;
  const simulatePoll = (): "Pending" | "Ready" => {
    if (counter >= 3) return "Ready";
    counter += 1;
    return "Pending";
  };

  return run(function* () {
    // 1. main polls each millisecond until Ready
    let polls = 0;
    for (;;) {
      const answer = simulatePoll();
      polls += 1;
      io.log("main", "polls", answer);
      if (answer === "Ready") break;
      yield* sleep(1);
    }

    // 2. a waiter waits on a condition
    const condition = createCondition();
    let done = "";
    let looks = 0;
    const waiter = yield* spawn(function* () {
      io.log("waiter", "waits");
      yield* condition.wait();
      looks += 1;
      io.log("waiter", "looks", done);
      return done;
    });

    // 3. the notifier makes it true after 3 ms and notifies
    yield* spawn(function* () {
      yield* sleep(3);
      done = "done";
      io.log("notifier", "notifies");
      condition.signal();
    });

    // 4. the waiter looks once and goes on
    const value = yield* waiter;
    io.log("main", "has", value);
    return { polls, wasted: polls - 1, looksWhenNotified: looks, value };
  });
};

export default program;
