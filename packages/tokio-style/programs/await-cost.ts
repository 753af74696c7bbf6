import { Effect } from "effect";
import { medianCost } from "spec";
import type { ProgramOf } from "spec";
import { fn, gen, join, runtime, spawn, task } from "tokio-style";

const program: ProgramOf<"await-cost"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const measure = fn(function* <E>(thousand: () => Effect.Effect<void, E>) {
    const rounds = [];
    while (rounds.length < 200) {
      const round = io.measure();
      yield* thousand();
      rounds.push(round.stop(1000));
      yield* task.yieldNow();
    }
    return medianCost(rounds);
  });

  const main = gen(function* () {
    // 1. ready values are awaited
    io.log("main", "awaits");
    const await_ = yield* measure(
      fn(function* () {
        for (let n = 0; n < 1000; n += 1) yield* Effect.succeed(n);
      }),
    );

    // 2. pairs of ready values are joined
    io.log("main", "joins");
    const joined = yield* measure(
      fn(function* () {
        for (let n = 0; n < 1000; n += 1)
          yield* join(Effect.succeed(n), Effect.succeed(n));
      }),
    );

    // 3. tasks are spawned and joined
    io.log("main", "spawns");
    const one = fn(function* () {
      yield* task.yieldNow();
    });
    const spawned = yield* measure(
      fn(function* () {
        const handles: task.JoinHandle<void>[] = [];
        for (let n = 0; n < 1000; n += 1) handles.push(spawn(one()));
        for (const handle of handles) yield* handle;
      }),
    );

    // 4. main has the costs
    io.log("main", "has the costs");
    return { await: await_, join: joined, spawn: spawned };
  });

  return rt.blockOn(main);
};

export default program;
