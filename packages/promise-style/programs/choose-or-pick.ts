import { raceAndAbort, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"choose-or-pick"> = async (io) => {
  const finished: string[] = [];

  const racer = async (lane: string, ms: number, signal?: AbortSignal) => {
    io.log(lane, "starts");
    try {
      await sleep(ms, { signal });
      io.log(lane, "finishes");
      finished.push(lane);
      return lane;
    } catch (error) {
      if (signal?.aborted) io.log(lane, "is stopped");
      throw error;
    }
  };

  // 1. the fast one and the kept one race
  const kept = racer("kept", 20);
  const fast = racer("fast", 10);
  const race = Promise.race([kept, fast]);

  // 2. the fast one wins after 10 ms
  const first = await race;
  io.log("main", "has the first winner", first);

  // 3. the kept one goes on, and finishes after 20 ms
  await sleep(20);
  io.log("main", "has waited");

  // 4. the fast one and the stopped one race
  const again = raceAndAbort([
    (signal) => racer("stopped", 20, signal),
    (signal) => racer("fast", 10, signal),
  ]);

  // 5. the fast one wins again, and the stopped one is stopped
  const second = await again;
  io.log("main", "has the second winner", second);

  // 6. main has waited, and the stopped one never finished
  await sleep(20);
  io.log("main", "is done");
  return { winners: [first, second], finished };
};

export default program;
