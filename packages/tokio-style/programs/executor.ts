import { Effect } from "effect";
import type { ProgramOf } from "spec";
import { future, Poll, runtime } from "tokio-style";

type Name = "a" | "b" | "c";

/** A future that needs this many polls, and wakes itself until then. */
function countdown(name: Name, polls: number) {
  let left = polls;
  const pinned = future.pin(
    future.pollFn<Name>((cx) => {
      left -= 1;
      if (left === 0) return Poll.Ready(name);
      cx.waker.wake();
      return Poll.Pending;
    }),
  );
  return { name, pinned };
}

const program: ProgramOf<"executor"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const main = Effect.sync(() => {
    // 1. three futures are handed to the executor
    io.log("main", "hands over", ["a", "b", "c"]);
    const queue = [countdown("a", 1), countdown("b", 2), countdown("c", 3)];
    const polls = { a: 0, b: 0, c: 0 };
    const finished: Name[] = [];

    // 2. the executor polls each in turn
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { name, pinned } = next;

      // 3. a future that is not Ready yet goes back into the queue
      const waker = future.Waker.from(() => queue.push({ name, pinned }));
      const { _tag } = pinned.poll(future.Context.fromWaker(waker));
      polls[name] += 1;
      io.log(name, "is polled", _tag);
      if (_tag === "Ready") finished.push(name);
    }

    // 4. main has the order in which they finished
    io.log("main", "has the order", finished);
    return { finished, polls };
  });

  return rt.blockOn(main);
};

export default program;
