import { Lwt, LwtMain } from "lwt-style";
import { medianCost } from "spec";
import type { ProgramOf } from "spec";

const program: ProgramOf<"syntax"> = (io) => {
  const add = (lane: string, sum: number, n: number): Lwt.Promise<number> => {
    io.log(lane, "has", sum + n);
    return Lwt.return(sum + n);
  };

  // 1. three steps in direct style
  const direct = Lwt.gen(function* () {
    const one = yield* add("direct", 0, 1);
    const three = yield* add("direct", one, 2);
    return yield* add("direct", three, 3);
  });

  // 2. the same three steps with the combinator
  const combined = Lwt.bind(add("combined", 0, 1), (one) =>
    Lwt.bind(add("combined", one, 2), (three) => add("combined", three, 3)),
  );

  const directSteps = Lwt.fn(function* (steps: number) {
    for (let n = 0; n < steps; n += 1) yield* Lwt.return(n);
  });
  const combinedSteps = (steps: number): Lwt.Promise<void> =>
    steps === 0
      ? Lwt.returnUnit
      : Lwt.bind(Lwt.return(steps), (n) => combinedSteps(n - 1));

  // 3. main compares
  const main = Lwt.gen(function* () {
    const measure = Lwt.fn(function* (
      steps: (count: number) => Lwt.Promise<void>,
    ) {
      const rounds = [];
      while (rounds.length < 200) {
        const round = io.measure();
        yield* steps(1000);
        rounds.push(round.stop(1000));
        yield* Lwt.pause();
      }
      return medianCost(rounds);
    });
    const directStep = yield* measure(directSteps);
    const combinedStep = yield* measure(combinedSteps);
    io.log("main", "compares");
    return {
      direct: yield* direct,
      combined: yield* combined,
      directStep,
      combinedStep,
    };
  });

  return LwtMain.run(main)();
};

export default program;
