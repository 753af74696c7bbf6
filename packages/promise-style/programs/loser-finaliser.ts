import { raceAndAbort, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"loser-finaliser"> = async (io) => {
  const clean: string[] = [];

  // 1. the losers and the fast one race
  const cleanUp = async (lane: string) => {
    await sleep(5);
    clean.push(lane);
    io.log(lane, "is clean");
  };

  const loser = (lane: string) => async (signal: AbortSignal) => {
    io.log(lane, "starts");
    try {
      await sleep(1000, { signal });
      return lane;
    } finally {
      io.log(lane, "is finalised");
      // The race waits for this function, and so not for what it lets go.
      void cleanUp(lane);
    }
  };
  const fast = async (signal: AbortSignal) => {
    io.log("fast", "starts");
    await sleep(10, { signal });

    // 2. the fast one wins after 10 ms
    io.log("fast", "finishes");
    return "fast";
  };

  // 3. both losers are finalised before main has the winner
  const winner = await raceAndAbort([loser("left"), loser("right"), fast]);
  io.log("main", "has the winner", winner);

  // 4. a clean-up that takes 5 ms is not waited for
  const cleanWhenWon = clean.slice();

  // 5. main is done after both clean-ups
  await sleep(10);
  io.log("main", "is done");
  return { winner, cleanWhenWon, clean };
};

export default program;
