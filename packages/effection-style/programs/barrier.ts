import { all, run, sleep } from "effection";
import type { Operation } from "effection";
import { createCondition, timeout, Timeout } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"barrier"> = (io) => {
  // A barrier is a counter and a condition.
  const barrier = { parties: 3, come: 0, allHere: createCondition() };
  function* wait(): Operation<boolean> {
    barrier.come += 1;
    if (barrier.come < barrier.parties) {
      yield* barrier.allHere.wait();
      return false;
    }
    barrier.come = 0;
    barrier.allHere.broadcast();
    return true;
  }
  function* party(lane: string, milliseconds: number): Operation<boolean> {
    io.log(lane, "sets out");
    yield* sleep(milliseconds);
    io.log(lane, "comes");
    const isLeader = yield* wait();
    io.log(lane, "passes", isLeader);
    return isLeader;
  }
  function* leadersOf(parties: Operation<boolean>[]): Operation<number> {
    return (yield* all(parties)).filter(Boolean).length;
  }

  return run(function* () {
    // 1. three parties come after 10, 20 and 30 ms
    const early = party("early", 10);
    const middle = party("middle", 20);
    const late = party("late", 30);

    // 2. all pass when the last has come, and one of them is the leader
    const leaders = [yield* leadersOf([early, middle, late])];
    io.log("main", "has all three");

    // 3. hasty comes to the same barrier, and gives up after 5 ms
    io.log("hasty", "comes");
    try {
      yield* timeout(5, wait());
    } catch (error) {
      if (!(error instanceof Timeout)) throw error;
      io.log("hasty", "gives up");
    }

    // 4. it counts all the same: two more, and these two pass
    const two = [party("early", 10), party("late", 30)];
    leaders.push(yield* leadersOf(two));
    io.log("main", "has both");
    return { leaders };
  });
};

export default program;
