import type { PollResult, ProgramOf } from "spec";
import { gen, runtime, task } from "tokio-style";

const program: ProgramOf<"simulate-poll"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  // 1. the counter stands at 0
  let counter = 0;
  io.log("counter", "stands at", counter);

  const simulatePoll = (): PollResult<string> => {
    if (counter >= 3) {
      counter = 0;
      return { poll: "Ready", value: "done" };
    }
    counter += 1;
    return { poll: "Pending" };
  };

  const main = gen(function* () {
    // 2. main polls four times
    const polls: PollResult<string>[] = [];
    while (polls.length < 4) {
      const result = simulatePoll();
      io.log("main", "polls", result.poll);
      polls.push(result);
      yield* task.yieldNow();
    }

    // 3. the counter stands at 0 again
    io.log("counter", "stands at", counter);
    return { polls, counter };
  });

  return rt.blockOn(main);
};

export default program;
