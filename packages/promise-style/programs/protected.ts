import { orAbort, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"protected"> = async (io) => {
  const finished: string[] = [];
  const work = async (lane: string, signal?: AbortSignal) => {
    io.log(lane, "starts");
    try {
      await sleep(20, { signal });
      io.log(lane, "ends");
      finished.push(lane);
      return lane;
    } catch (error) {
      if (signal?.aborted) io.log(lane, "is stopped");
      throw error;
    }
  };
  const wait = async (
    lane: string,
    signal: AbortSignal,
    answer: Promise<string>,
  ) => {
    io.log(lane, "waits");
    try {
      const value = await answer;
      io.log(lane, "has an answer");
      return value;
    } catch (error) {
      if (!signal.aborted) throw error;
      io.log(lane, "is cancelled");
      return "cancelled";
    }
  };
  const never = new AbortController().signal;

  // 1. first and second wait for the same work
  const one = new AbortController();
  const { signal } = one;
  const shared = work("shared");
  const first = wait("first", signal, orAbort(shared, { signal }));
  const second = wait("second", never, shared);
  await sleep(10);

  // 2. main cancels first, and it alone stops
  io.log("main", "cancels first");
  one.abort();

  // 3. the work goes on, and second has its answer
  const sharers = await Promise.all([first, second]);

  // 4. main cancels third, which owns its work: both stop
  const own = new AbortController();
  const third = wait("third", own.signal, work("owned", own.signal));
  await sleep(10);
  io.log("main", "cancels third");
  own.abort();
  const owner = await third;

  // 5. main cancels the work of fourth and fifth: all three stop
  const doom = new AbortController();
  const doomed = work("doomed", doom.signal);
  const fourth = wait("fourth", doom.signal, doomed);
  const fifth = wait("fifth", doom.signal, doomed);
  await sleep(10);
  io.log("main", "cancels the work");
  doom.abort();
  const losers = await Promise.all([fourth, fifth]);
  io.log("main", "is done");
  return { sharers, owner, losers, finished };
};

export default program;
