import { Lwt, LwtMain } from "lwt-style";
import { medianCost } from "spec";
import type { ProgramOf } from "spec";

const program: ProgramOf<"await-cost"> = (io) => {
  const measure = Lwt.fn(function* (thousand: () => Lwt.Promise<void>) {
    const rounds = [];
    while (rounds.length < 200) {
      const round = io.measure();
      yield* thousand();
      rounds.push(round.stop(1000));
      yield* Lwt.pause();
    }
    return medianCost(rounds);
  });

  const main = Lwt.gen(function* () {
    // 1. ready values are awaited
    io.log("main", "awaits");
    const await_ = yield* measure(
      Lwt.fn(function* () {
        for (let n = 0; n < 1000; n += 1) yield* Lwt.return(n);
      }),
    );

    // 2. pairs of ready values are joined
    io.log("main", "joins");
    const join = yield* measure(
      Lwt.fn(function* () {
        for (let n = 0; n < 1000; n += 1)
          yield* Lwt.both(Lwt.return(n), Lwt.return(n));
      }),
    );

    // 3. tasks are spawned and joined
    io.log("main", "spawns");
    const task = Lwt.fn(function* () {
      yield* Lwt.pause();
    });
    const spawn = yield* measure(() => {
      const tasks: Lwt.Promise<void>[] = [];
      for (let n = 0; n < 1000; n += 1) tasks.push(task());
      return Lwt.join(tasks);
    });

    // 4. main has the costs
    io.log("main", "has the costs");
    return { await: await_, join, spawn };
  });

  return LwtMain.run(main)();
};

export default program;
