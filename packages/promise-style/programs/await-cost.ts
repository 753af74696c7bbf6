import { pause } from "promise-style";
import { medianCost } from "spec";
import type { ProgramOf } from "spec";

const program: ProgramOf<"await-cost"> = async (io) => {
  const measure = async (thousand: () => Promise<unknown>) => {
    const rounds = [];
    while (rounds.length < 200) {
      const round = io.measure();
      await thousand();
      rounds.push(round.stop(1000));
      await pause();
    }
    return medianCost(rounds);
  };

  // 1. ready values are awaited
  io.log("main", "awaits");
  const await_ = await measure(async () => {
    for (let n = 0; n < 1000; n += 1) await Promise.resolve(n);
  });

  // 2. pairs of ready values are joined
  io.log("main", "joins");
  const join = await measure(async () => {
    for (let n = 0; n < 1000; n += 1)
      await Promise.all([Promise.resolve(n), Promise.resolve(n)]);
  });

  // 3. tasks are spawned and joined
  io.log("main", "spawns");
  const task = async () => {
    await Promise.resolve();
  };
  const spawn = await measure(async () => {
    const tasks: Promise<void>[] = [];
    for (let n = 0; n < 1000; n += 1) tasks.push(task());
    await Promise.all(tasks);
  });

  // 4. main has the costs
  io.log("main", "has the costs");
  return { await: await_, join, spawn };
};

export default program;
