import type { ProgramOf } from "spec";

type Name = "a" | "b" | "c";

/** A promise cannot be polled, but a generator can: so many times. */
function* countdown(polls: number): Generator<void, void> {
  for (let left = polls; left > 1; left -= 1) yield;
}

const program: ProgramOf<"executor"> = async (io) => {
  // 1. three futures are handed to the executor
  io.log("main", "hands over", ["a", "b", "c"]);
  const queue: { readonly name: Name; readonly future: Generator }[] = [
    { name: "a", future: countdown(1) },
    { name: "b", future: countdown(2) },
    { name: "c", future: countdown(3) },
  ];
  const polls = { a: 0, b: 0, c: 0 };
  const finished: Name[] = [];

  // 2. the executor polls each in turn
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { name, future } = next;
    const answer = future.next().done ? "Ready" : "Pending";
    polls[name] += 1;
    io.log(name, "is polled", answer);

    // 3. a future that is not Ready yet goes back into the queue
    if (answer === "Pending") queue.push(next);
    else finished.push(name);
  }

  // 4. main has the order in which they finished
  io.log("main", "has the order", finished);
  return { finished, polls };
};

export default program;
