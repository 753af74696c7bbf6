/** The core, as a user's program has it: effection itself, and what is added. */
import { race, run, sleep, spawn } from "effection";
import { createBoundedChannel } from "effection-style";

export const result = run(function* () {
  const channel = createBoundedChannel<number>(8);
  yield* spawn(() => channel.send(1));
  return yield* race([channel.next(), sleep(1000)]);
});
