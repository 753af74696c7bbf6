import { orAbort, raceAndAbort, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"cancellation"> = async (io) => {
  const finalised: string[] = [];
  let loserWentOn = false;
  let keeperWentOn = false;
  let cancelMicroseconds = 0;

  // 1. the fast one and the slow one race
  const fast = async (signal: AbortSignal) => {
    io.log("fast", "starts");
    await sleep(10, { signal });

    // 2. the fast one wins after 10 ms
    io.log("fast", "finishes");
    return "fast";
  };
  const slow = async (signal: AbortSignal) => {
    io.log("slow", "starts");
    try {
      await sleep(1000, { signal });
      loserWentOn = true;
      return "slow";
    } finally {
      // 3. the loser's finaliser runs before main has the winner
      io.log("slow", "is finalised");
      finalised.push("slow");
    }
  };
  const winner = await raceAndAbort([fast, slow]);
  io.log("main", "has the winner", winner);

  // 4. main cancels a worker by hand
  let cancelled = 0;
  const controller = new AbortController();
  const { signal } = controller;
  const work = async () => {
    io.log("worker", "starts");
    try {
      await sleep(1000, { signal });
    } finally {
      // 5. the worker's finaliser runs
      cancelMicroseconds = (performance.now() - cancelled) * 1000;
      io.log("worker", "is finalised");
      finalised.push("worker");
    }
  };
  const worker = work();
  io.log("main", "cancels the worker");
  cancelled = performance.now();
  controller.abort();
  const [outcome] = await Promise.allSettled([worker]);
  const isCancelled =
    outcome.status === "rejected" && outcome.reason === signal.reason;

  // 6. the keeper goes on after its cancel
  const keep = async () => {
    io.log("keeper", "starts");
    await sleep(10);
    keeperWentOn = true;
    io.log("keeper", "finishes");
  };
  const keeper = keep();
  const wait = new AbortController();
  const waiting = orAbort(keeper, { signal: wait.signal });
  io.log("main", "lets go of the keeper");
  wait.abort();
  await Promise.allSettled([waiting]);
  await keeper;
  io.log("main", "is done");

  return {
    winner,
    loserWentOn,
    finalised,
    workerIs: isCancelled ? "cancelled" : "finished",
    cancelMicroseconds,
    keeperWentOn,
  };
};

export default program;
