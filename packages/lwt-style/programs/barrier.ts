import { Lwt, LwtCondition, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"barrier"> = (io) => {
  // Lwt has no barrier: it is a counter and a condition.
  const barrier = { parties: 3, come: 0, allHere: LwtCondition.create() };
  const wait = Lwt.fn(function* () {
    barrier.come += 1;
    if (barrier.come < barrier.parties) {
      yield* LwtCondition.wait(barrier.allHere);
      return false;
    }
    barrier.come = 0;
    LwtCondition.broadcast(barrier.allHere, undefined);
    return true;
  });
  const party = Lwt.fn(function* (lane: string, seconds: number) {
    io.log(lane, "sets out");
    yield* LwtUnix.sleep(seconds);
    io.log(lane, "comes");
    const isLeader = yield* wait();
    io.log(lane, "passes", isLeader);
    return isLeader;
  });
  const leadersOf = Lwt.fn(function* (parties: Lwt.Promise<boolean>[]) {
    return (yield* Lwt.all(parties)).filter(Boolean).length;
  });

  const main = Lwt.gen(function* () {
    // 1. three parties come after 10, 20 and 30 ms
    const early = party("early", 0.01);
    const middle = party("middle", 0.02);
    const late = party("late", 0.03);

    // 2. all pass when the last has come, and one of them is the leader
    const leaders = [yield* leadersOf([early, middle, late])];
    io.log("main", "has all three");

    // 3. hasty comes to the same barrier, and gives up after 5 ms
    io.log("hasty", "comes");
    try {
      yield* LwtUnix.withTimeout(0.005, wait);
    } catch (exn) {
      if (exn !== LwtUnix.Timeout) throw exn;
      io.log("hasty", "gives up");
    }

    // 4. it counts all the same: two more, and these two pass
    const two = [party("early", 0.01), party("late", 0.03)];
    leaders.push(yield* leadersOf(two));
    io.log("main", "has both");
    return { leaders };
  });

  return LwtMain.run(main)();
};

export default program;
