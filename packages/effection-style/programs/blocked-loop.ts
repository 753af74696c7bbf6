import { run, spawn } from "effection";
import type { Operation } from "effection";
import { useWorkers, yieldNow } from "effection-style";
import type { ProgramOf } from "spec";
import { blockFor, url } from "spec/jobs";

const program: ProgramOf<"blocked-loop"> = (io) => {
  let steps = 0;
  const step = (lane: string): void => {
    steps += 1;
    io.log(lane, "steps", steps);
  };
  function* neighbour(): Operation<number> {
    io.log("neighbour", "runs");
    return steps;
  }

  return run(function* () {
    // 1. a rude task takes three steps and never yields
    const first = yield* spawn(neighbour);
    for (let n = 0; n < 3; n += 1) step("rude");

    // 2. the neighbour runs when the rude one is done
    const stepsOfTheRude = yield* first;

    // 3. a polite task takes three steps and yields after each
    steps = 0;
    const second = yield* spawn(neighbour);
    for (let n = 0; n < 3; n += 1) {
      step("polite");
      yield* yieldNow();
    }

    // 4. the neighbour runs in between
    const stepsOfThePolite = yield* second;

    // 5. a blocking call goes to a worker thread
    const workers = yield* useWorkers(url, 1);
    io.log("main", "blocks a worker");
    let hasAnswer = false;
    const answer = yield* spawn(function* () {
      yield* workers.run(blockFor, 10);
      hasAnswer = true;
    });

    // 6. the neighbour runs meanwhile
    yield* yield* spawn(neighbour);
    const ranMeanwhile = !hasAnswer;
    yield* answer;
    io.log("main", "has the worker's answer");

    return { stepsOfTheRude, stepsOfThePolite, ranMeanwhile };
  });
};

export default program;
