import { run } from "effection";
import { yieldNow } from "effection-style";
import type { PollResult, ProgramOf } from "spec";

const program: ProgramOf<"simulate-poll"> = (io) => {
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

  return run(function* () {
    // 2. main polls four times
    const polls: PollResult<string>[] = [];
    while (polls.length < 4) {
      const result = simulatePoll();
      io.log("main", "polls", result.poll);
      polls.push(result);
      yield* yieldNow();
    }

    // 3. the counter stands at 0 again
    io.log("counter", "stands at", counter);
    return { polls, counter };
  });
};

export default program;
