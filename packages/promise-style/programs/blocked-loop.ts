import { pause } from "promise-style";
import { Thread } from "promise-style/node";
import type { ProgramOf } from "spec";
import type * as jobs from "spec/jobs";
import { url } from "spec/jobs";

const program: ProgramOf<"blocked-loop"> = async (io) => {
  let steps = 0;
  const step = (lane: string): void => {
    steps += 1;
    io.log(lane, "steps", steps);
  };
  const neighbour = async () => {
    await pause();
    io.log("neighbour", "runs");
    return steps;
  };

  // 1. a rude task takes three steps and never yields
  const first = neighbour();
  for (let n = 0; n < 3; n += 1) step("rude");

  // 2. the neighbour runs when the rude one is done
  const stepsOfTheRude = await first;

  // 3. a polite task takes three steps and yields after each
  steps = 0;
  const second = neighbour();
  for (let n = 0; n < 3; n += 1) {
    step("polite");
    await pause();
  }

  // 4. the neighbour runs in between
  const stepsOfThePolite = await second;

  // 5. a blocking call goes to a worker thread
  using worker = new Thread<typeof jobs>(url);
  io.log("main", "blocks a worker");
  let isBlocked = true;
  const answer = worker.call("blockFor", 10).finally(() => {
    isBlocked = false;
  });

  // 6. the neighbour runs meanwhile
  await neighbour();
  const ranMeanwhile = isBlocked;
  await answer;
  io.log("main", "has the worker's answer");

  return { stepsOfTheRude, stepsOfThePolite, ranMeanwhile };
};

export default program;
