import { Lwt, LwtMain, LwtMutex } from "lwt-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"starving-loop"> = (io) => {
  let rounds = 0;
  const neighbour = Lwt.fn(function* () {
    yield* Lwt.pause();
    io.log("neighbour", "runs", rounds);
    return rounds;
  });

  const main = Lwt.gen(function* () {
    // 1. main awaits 300 values that are ready
    const first = neighbour();
    io.log("main", "awaits ready values");
    for (rounds = 0; rounds < 300; rounds += 1) yield* Lwt.return(rounds);

    // 2. the neighbour runs when main yields at last
    io.log("main", "yields");
    yield* Lwt.pause();

    // 3. main locks a free lock 300 times
    const second = neighbour();
    io.log("main", "locks a free lock");
    const lock = LwtMutex.create();
    for (rounds = 0; rounds < 300; rounds += 1)
      yield* LwtMutex.withLock(lock, () => Lwt.returnUnit);
    io.log("main", "yields");
    yield* Lwt.pause();

    // 4. main yields in each of 300 rounds
    const third = neighbour();
    io.log("main", "yields in each round");
    for (rounds = 0; rounds < 300; rounds += 1) yield* Lwt.pause();

    // 5. main has the rounds before each of the neighbour's runs
    const roundsBefore = yield* Lwt.all([first, second, third]);
    io.log("main", "has the rounds");
    return { roundsBefore };
  });

  return LwtMain.run(main)();
};

export default program;
