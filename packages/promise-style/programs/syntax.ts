import { pause } from "promise-style";
import { medianCost } from "spec";
import type { ProgramOf } from "spec";

const program: ProgramOf<"syntax"> = async (io) => {
  const add = async (lane: string, sum: number, n: number) => {
    io.log(lane, "has", sum + n);
    return sum + n;
  };

  // 1. three steps in direct style
  const inDirectStyle = async () => {
    const one = await add("direct", 0, 1);
    const three = await add("direct", one, 2);
    return add("direct", three, 3);
  };
  const direct = await inDirectStyle();

  // 2. the same three steps with the combinator
  const combined = await add("combined", 0, 1)
    .then((one) => add("combined", one, 2))
    .then((three) => add("combined", three, 3));

  const directSteps = async (steps: number) => {
    for (let n = 0; n < steps; n += 1) await Promise.resolve(n);
  };
  const combinedSteps = (steps: number): Promise<number> => {
    let last = Promise.resolve(0);
    for (let n = 0; n < steps; n += 1)
      last = last.then(() => Promise.resolve(n));
    return last;
  };

  // 3. main compares
  const measure = async (steps: (count: number) => Promise<unknown>) => {
    const rounds = [];
    while (rounds.length < 200) {
      const round = io.measure();
      await steps(1000);
      rounds.push(round.stop(1000));
      await pause();
    }
    return medianCost(rounds);
  };
  const directStep = await measure(directSteps);
  const combinedStep = await measure(combinedSteps);
  io.log("main", "compares");
  return { direct, combined, directStep, combinedStep };
};

export default program;
