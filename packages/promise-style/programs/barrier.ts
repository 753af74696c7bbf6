import { Condition, sleep, TimeoutError, withTimeout } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"barrier"> = async (io) => {
  // JavaScript has no barrier: it is a counter and a condition.
  const barrier = { parties: 3, come: 0, allHere: new Condition() };
  const wait = async (signal?: AbortSignal) => {
    barrier.come += 1;
    if (barrier.come < barrier.parties) {
      await barrier.allHere.wait({ signal });
      return false;
    }
    barrier.come = 0;
    barrier.allHere.broadcast();
    return true;
  };
  const party = async (lane: string, ms: number) => {
    io.log(lane, "sets out");
    await sleep(ms);
    io.log(lane, "comes");
    const isLeader = await wait();
    io.log(lane, "passes", isLeader);
    return isLeader;
  };
  const leadersOf = async (parties: Promise<boolean>[]) =>
    (await Promise.all(parties)).filter(Boolean).length;

  // 1. three parties come after 10, 20 and 30 ms
  const early = party("early", 10);
  const middle = party("middle", 20);
  const late = party("late", 30);

  // 2. all pass when the last has come, and one of them is the leader
  const leaders = [await leadersOf([early, middle, late])];
  io.log("main", "has all three");

  // 3. hasty comes to the same barrier, and gives up after 5 ms
  io.log("hasty", "comes");
  try {
    await withTimeout(5, wait);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    io.log("hasty", "gives up");
  }

  // 4. it counts all the same: two more, and these two pass
  const two = [party("early", 10), party("late", 30)];
  leaders.push(await leadersOf(two));
  io.log("main", "has both");
  return { leaders };
};

export default program;
