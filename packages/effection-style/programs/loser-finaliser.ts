import { call, race, run, sleep, useScope } from "effection";
import type { Operation } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"loser-finaliser"> = (io) => {
  const clean: string[] = [];

  return run(function* () {
    const scope = yield* useScope();

    // 1. the losers and the fast one race
    function* cleanUp(lane: string): Operation<void> {
      yield* sleep(5);
      clean.push(lane);
      io.log(lane, "is clean");
    }
    function* loser(lane: string): Operation<string> {
      io.log(lane, "starts");
      try {
        yield* sleep(1000);
        return lane;
      } finally {
        io.log(lane, "is finalised");
        // A halt waits for its finalisers: this one goes on in main's scope.
        yield* scope.spawn(() => cleanUp(lane));
      }
    }
    const left = loser("left");
    const right = loser("right");
    const fast = call(function* () {
      io.log("fast", "starts");
      yield* sleep(10);

      // 2. the fast one wins after 10 ms
      io.log("fast", "finishes");
      return "fast";
    });

    // 3. both losers are finalised before main has the winner
    const winner = yield* race([left, right, fast]);
    io.log("main", "has the winner", winner);

    // 4. a clean-up that takes 5 ms is not waited for
    const cleanWhenWon = clean.slice();

    // 5. main is done after both clean-ups
    yield* sleep(10);
    io.log("main", "is done");
    return { winner, cleanWhenWon, clean };
  });
};

export default program;
