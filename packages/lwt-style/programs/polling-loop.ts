import { Lwt, LwtCondition, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"polling-loop"> = (io) => {
  let counter = 0;
  const simulatePoll = (): "Pending" | "Ready" => {
    if (counter >= 3) return "Ready";
    counter += 1;
    return "Pending";
  };

  const main = Lwt.gen(function* () {
    // 1. main polls each millisecond until Ready
    let polls = 0;
    for (;;) {
      const answer = simulatePoll();
      polls += 1;
      io.log("main", "polls", answer);
      if (answer === "Ready") break;
      yield* LwtUnix.sleep(0.001);
    }

    // 2. a waiter waits on a condition
    const condition = LwtCondition.create<string>();
    let looks = 0;
    const waiter = Lwt.gen(function* () {
      io.log("waiter", "waits");
      const value = yield* LwtCondition.wait(condition);
      looks += 1;
      io.log("waiter", "looks", value);
      return value;
    });

    // 3. the notifier makes it true after 3 ms and notifies
    Lwt.async(() =>
      Lwt.gen(function* () {
        yield* LwtUnix.sleep(0.003);
        io.log("notifier", "notifies");
        LwtCondition.signal(condition, "done");
      }),
    );

    // 4. the waiter looks once and goes on
    const value = yield* waiter;
    io.log("main", "has", value);
    return { polls, wasted: polls - 1, looksWhenNotified: looks, value };
  });

  return LwtMain.run(main)();
};

export default program;
