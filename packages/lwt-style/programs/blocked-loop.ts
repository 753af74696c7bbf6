import { Lwt, LwtMain } from "lwt-style";
import { LwtPreemptive } from "lwt-style/unix";
import type { ProgramOf } from "spec";
import { url } from "spec/jobs";
import type { blockFor } from "spec/jobs";

const blockWorker = LwtPreemptive.fromModule<typeof blockFor>(url, "blockFor");

const program: ProgramOf<"blocked-loop"> = (io) => {
  let steps = 0;
  const step = (lane: string): void => {
    steps += 1;
    io.log(lane, "steps", steps);
  };
  const neighbour = Lwt.fn(function* () {
    yield* Lwt.pause();
    io.log("neighbour", "runs");
    return steps;
  });

  const main = Lwt.gen(function* () {
    // 1. a rude task takes three steps and never yields
    const first = neighbour();
    for (let n = 0; n < 3; n += 1) step("rude");

    // 2. the neighbour runs when the rude one is done
    const stepsOfTheRude = yield* first;

    // 3. a polite task takes three steps and yields after each
    steps = 0;
    const second = neighbour();
    for (let n = 0; n < 3; n += 1) {
      step("polite");
      yield* Lwt.pause();
    }

    // 4. the neighbour runs in between
    const stepsOfThePolite = yield* second;

    // 5. a blocking call goes to a worker thread
    io.log("main", "blocks a worker");
    const answer = LwtPreemptive.detach(blockWorker, 10);

    // 6. the neighbour runs meanwhile
    yield* neighbour();
    const ranMeanwhile = Lwt.isSleeping(answer);
    yield* answer;
    io.log("main", "has the worker's answer");

    return { stepsOfTheRude, stepsOfThePolite, ranMeanwhile };
  });

  return LwtMain.run(main)();
};

export default program;
