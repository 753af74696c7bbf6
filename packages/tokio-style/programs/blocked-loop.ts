import type { ProgramOf } from "spec";
import { url } from "spec/jobs";
import { fn, gen, runtime, spawn, task } from "tokio-style";

const blockWorker = task.moduleFn<[number], number>(url, "blockFor");

const program: ProgramOf<"blocked-loop"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  let steps = 0;
  const step = (lane: string): void => {
    steps += 1;
    io.log(lane, "steps", steps);
  };
  const neighbour = fn(function* () {
    io.log("neighbour", "runs");
    return steps;
  });

  const main = gen(function* () {
    // 1. a rude task takes three steps and never yields
    const first = spawn(neighbour());
    for (let n = 0; n < 3; n += 1) step("rude");

    // 2. the neighbour runs when the rude one is done
    const stepsOfTheRude = yield* first;

    // 3. a polite task takes three steps and yields after each
    steps = 0;
    const second = spawn(neighbour());
    for (let n = 0; n < 3; n += 1) {
      step("polite");
      yield* task.yieldNow();
    }

    // 4. the neighbour runs in between
    const stepsOfThePolite = yield* second;

    // 5. a blocking call goes to a worker thread
    io.log("main", "blocks a worker");
    const answer = task.spawnBlocking(blockWorker, 10);

    // 6. the neighbour runs meanwhile
    yield* spawn(neighbour());
    const ranMeanwhile = !answer.isFinished();
    yield* answer;
    io.log("main", "has the worker's answer");

    return { stepsOfTheRude, stepsOfThePolite, ranMeanwhile };
  });

  return rt.blockOn(main);
};

export default program;
