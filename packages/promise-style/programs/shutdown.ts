import { sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"shutdown"> = async (io) => {
  const finalised: string[] = [];
  const controller = new AbortController();
  const { signal } = controller;
  const work = async (lane: string, ms: number) => {
    io.log(lane, "starts");
    try {
      await sleep(ms, { signal });
      io.log(lane, "ends");
    } finally {
      finalised.push(lane);
    }
  };
  const host = (event: string): readonly string[] => {
    const lanes = finalised.slice();
    io.log("host", event, lanes);
    return lanes;
  };

  // 1. main starts three workers, and ends after 10 ms
  const workers: Promise<void>[] = [];
  const main = async () => {
    workers.push(work("quick", 20));
    workers.push(work("older", 1000));
    workers.push(work("younger", 1000));
    await sleep(10);
    io.log("main", "ends");
  };

  // 2. the host goes on, and no worker has ended or was finalised
  await main();
  const afterMain = host("has the end of main");

  // 3. another main runs for 20 ms, and quick ends meanwhile
  const other = async () => {
    await sleep(20);
    io.log("other", "ends");
  };
  await other();
  const afterOther = host("has the end of other");

  // 4. the host shuts down, and looks who was finalised
  controller.abort();
  await Promise.allSettled(workers);
  return { afterMain, afterOther, finalised: host("has shut down") };
};

export default program;
