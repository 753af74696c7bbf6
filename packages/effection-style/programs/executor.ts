import { run } from "effection";
import type { Effect, Operation } from "effection";
import type { ProgramOf } from "spec";

type Name = "a" | "b" | "c";

/** An effect that nobody performs: the executor only takes steps. */
const notYet: Effect<void> = {
  description: "not yet",
  enter: () => (left) => left({ ok: true, value: undefined }),
};

/** An operation that needs this many steps. */
function countdown(name: Name, polls: number) {
  function* body(): Operation<Name> {
    for (let left = polls; left > 1; left -= 1) yield notYet;
    return name;
  }
  return { name, operation: body()[Symbol.iterator]() };
}

const program: ProgramOf<"executor"> = (io) =>
  run(function* () {
    // 1. three futures are handed to the executor
    io.log("main", "hands over", ["a", "b", "c"]);
    const queue = [countdown("a", 1), countdown("b", 2), countdown("c", 3)];
    const polls = { a: 0, b: 0, c: 0 };
    const finished: Name[] = [];

    // 2. the executor polls each in turn
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { name, operation } = next;
      const { done } = operation.next();
      polls[name] += 1;
      io.log(name, "is polled", done ? "Ready" : "Pending");

      // 3. a future that is not Ready yet goes back into the queue
      if (done) finished.push(name);
      else queue.push(next);
    }

    // 4. main has the order in which they finished
    io.log("main", "has the order", finished);
    return { finished, polls };
  });

export default program;
