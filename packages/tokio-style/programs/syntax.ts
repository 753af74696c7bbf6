import { Effect } from "effect";
import { medianCost } from "spec";
import type { ProgramOf } from "spec";
import { fn, gen, runtime, task } from "tokio-style";

const program: ProgramOf<"syntax"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const add = (lane: string, sum: number, n: number): Effect.Effect<number> =>
    Effect.sync(() => {
      io.log(lane, "has", sum + n);
      return sum + n;
    });

  // 1. three steps in direct style
  const direct = gen(function* () {
    const one = yield* add("direct", 0, 1);
    const three = yield* add("direct", one, 2);
    return yield* add("direct", three, 3);
  });

  // 2. the same three steps with the combinator
  const combined = Effect.flatMap(add("combined", 0, 1), (one) =>
    Effect.flatMap(add("combined", one, 2), (three) =>
      add("combined", three, 3),
    ),
  );

  const directSteps = fn(function* (steps: number) {
    for (let n = 0; n < steps; n += 1) yield* Effect.succeed(n);
  });
  const combinedSteps = (steps: number): Effect.Effect<void> =>
    steps === 0
      ? Effect.void
      : Effect.flatMap(Effect.succeed(steps), (n) => combinedSteps(n - 1));

  // 3. main compares
  const main = gen(function* () {
    const measure = fn(function* (
      steps: (count: number) => Effect.Effect<void>,
    ) {
      const rounds = [];
      while (rounds.length < 200) {
        const round = io.measure();
        yield* steps(1000);
        rounds.push(round.stop(1000));
        yield* task.yieldNow();
      }
      return medianCost(rounds);
    });
    const result = {
      direct: yield* direct,
      combined: yield* combined,
      directStep: yield* measure(directSteps),
      combinedStep: yield* measure(combinedSteps),
    };
    io.log("main", "compares");
    return result;
  });

  return rt.blockOn(main);
};

export default program;
