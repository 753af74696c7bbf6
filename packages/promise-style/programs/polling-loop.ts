import { Condition, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"polling-loop"> = async (io) => {
  let counter = 0;
  const simulatePoll = (): "Pending" | "Ready" => {
    if (counter >= 3) return "Ready";
    counter += 1;
    return "Pending";
  };

  // 1. main polls each millisecond until Ready
  let polls = 0;
  for (;;) {
    const answer = simulatePoll();
    polls += 1;
    io.log("main", "polls", answer);
    if (answer === "Ready") break;
    await sleep(1);
  }

  // 2. a waiter waits on a condition
  const condition = new Condition();
  let state = "";
  let looks = 0;
  const wait = async () => {
    io.log("waiter", "waits");
    await condition.wait();
    looks += 1;
    io.log("waiter", "looks", state);
    return state;
  };

  // 3. the notifier makes it true after 3 ms and notifies
  const notify = async () => {
    await sleep(3);
    io.log("notifier", "notifies");
    state = "done";
    condition.signal();
  };

  // 4. the waiter looks once and goes on
  const [value] = await Promise.all([wait(), notify()]);
  io.log("main", "has", value);
  return { polls, wasted: polls - 1, looksWhenNotified: looks, value };
};

export default program;
