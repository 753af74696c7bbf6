import { call, run } from "effection";
import type { Operation } from "effection";
import { andThen, yieldNow } from "effection-style";
import { medianCost } from "spec";
import type { Cost, ProgramOf } from "spec";

const program: ProgramOf<"syntax"> = (io) => {
  const add = (lane: string, sum: number, n: number): Operation<number> =>
    call(() => {
      io.log(lane, "has", sum + n);
      return sum + n;
    });

  // 1. three steps in direct style
  function* direct(): Operation<number> {
    const one = yield* add("direct", 0, 1);
    const three = yield* add("direct", one, 2);
    return yield* add("direct", three, 3);
  }

  // 2. the same three steps with the combinator
  const combined = andThen(add("combined", 0, 1), (one) =>
    andThen(add("combined", one, 2), (three) => add("combined", three, 3)),
  );

  function* directSteps(steps: number): Operation<void> {
    for (let n = 0; n < steps; n += 1) yield* call(() => n);
  }
  const combinedSteps = (steps: number): Operation<void> =>
    steps === 0
      ? call(() => {})
      : andThen(
          call(() => steps),
          (n) => combinedSteps(n - 1),
        );

  // 3. main compares
  return run(function* () {
    function* measure(
      steps: (count: number) => Operation<void>,
    ): Operation<Cost> {
      const rounds: Cost[] = [];
      while (rounds.length < 20) {
        const round = io.measure();
        yield* steps(1000);
        rounds.push(round.stop(1000));
        yield* yieldNow();
      }
      return medianCost(rounds);
    }
    const result = {
      direct: yield* direct(),
      combined: yield* combined,
      directStep: yield* measure(directSteps),
      combinedStep: yield* measure(combinedSteps),
    };
    io.log("main", "compares");
    return result;
  });
};

export default program;
