import { Mutex, pause } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"starving-loop"> = async (io) => {
  let rounds = 0;
  const neighbour = async () => {
    await pause();
    io.log("neighbour", "runs", rounds);
    return rounds;
  };

  // 1. main awaits 300 values that are ready
  const first = neighbour();
  io.log("main", "awaits ready values");
  for (rounds = 0; rounds < 300; rounds += 1) await Promise.resolve(rounds);

  // 2. the neighbour runs when main yields at last
  io.log("main", "yields");
  await pause();

  // 3. main locks a free lock 300 times
  const second = neighbour();
  io.log("main", "locks a free lock");
  const mutex = new Mutex();
  for (rounds = 0; rounds < 300; rounds += 1) {
    using _lock = await mutex.lock();
  }
  io.log("main", "yields");
  await pause();

  // 4. main yields in each of 300 rounds
  const third = neighbour();
  io.log("main", "yields in each round");
  for (rounds = 0; rounds < 300; rounds += 1) await pause();

  // 5. main has the rounds before each of the neighbour's runs
  const roundsBefore = await Promise.all([first, second, third]);
  io.log("main", "has the rounds");
  return { roundsBefore };
};

export default program;
