import { Effect } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, sync, type task, time } from "tokio-style";

const program: ProgramOf<"barrier"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const barrier = new sync.Barrier(3);
  const party = fn(function* (lane: string, milliseconds: number) {
    io.log(lane, "sets out");
    yield* time.sleep(milliseconds);
    io.log(lane, "comes");
    const isLeader = (yield* barrier.wait()).isLeader();
    io.log(lane, "passes", isLeader);
    return isLeader;
  });
  const leadersOf = fn(function* (parties: task.JoinHandle<boolean>[]) {
    let leaders = 0;
    for (const handle of parties) leaders += (yield* handle) ? 1 : 0;
    return leaders;
  });

  const main = gen(function* () {
    // 1. three parties come after 10, 20 and 30 ms
    const early = spawn(party("early", 10));
    const middle = spawn(party("middle", 20));
    const late = spawn(party("late", 30));

    // 2. all pass when the last has come, and one of them is the leader
    const leaders = [yield* leadersOf([early, middle, late])];
    io.log("main", "has all three");

    // 3. hasty comes to the same barrier, and gives up after 5 ms
    io.log("hasty", "comes");
    yield* Effect.flip(time.timeout(5, barrier.wait()));
    io.log("hasty", "gives up");

    // 4. it counts all the same: two more, and these two pass
    const two = [spawn(party("early", 10)), spawn(party("late", 30))];
    leaders.push(yield* leadersOf(two));
    io.log("main", "has both");
    return { leaders };
  });

  return rt.blockOn(main);
};

export default program;
