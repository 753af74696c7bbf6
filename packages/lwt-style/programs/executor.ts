import { Lwt, LwtMain } from "lwt-style";
import type { ProgramOf } from "spec";

type Name = "a" | "b" | "c";

/** A promise that needs this many turns, and what gives it its next one. */
function future(name: Name, turns: number) {
  let [turn, next] = Lwt.wait();
  const promise = Lwt.gen(function* () {
    for (let left = turns; left > 0; left -= 1) {
      yield* turn;
      [turn, next] = Lwt.wait();
    }
  });
  const poll = (): "Pending" | "Ready" => {
    Lwt.wakeup(next, undefined);
    return Lwt.isSleeping(promise) ? "Pending" : "Ready";
  };
  return { name, poll };
}

const program: ProgramOf<"executor"> = (io) => {
  // 1. three futures are handed to the executor
  io.log("main", "hands over", ["a", "b", "c"]);
  const queue = [future("a", 1), future("b", 2), future("c", 3)];
  const polls = { a: 0, b: 0, c: 0 };
  const finished: Name[] = [];

  // 2. the executor polls each in turn
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const answer = next.poll();
    polls[next.name] += 1;
    io.log(next.name, "is polled", answer);

    // 3. a future that is not Ready yet goes back into the queue
    if (answer === "Pending") queue.push(next);
    else finished.push(next.name);
  }

  // 4. main has the order in which they finished
  io.log("main", "has the order", finished);
  return LwtMain.run(Lwt.return({ finished, polls }))();
};

export default program;
