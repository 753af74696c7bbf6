import type { ProgramOf } from "spec";
import { fn, gen, join, runtime, spawn, time } from "tokio-style";

const program: ProgramOf<"equal-deadlines"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const woken: string[] = [];
  const wakes = (lane: string): void => {
    io.log(lane, "wakes");
    woken.push(lane);
  };

  const main = gen(function* () {
    // 1. main makes a sleep until 10 ms, and does not wait for it yet
    io.log("early", "is made");
    const madeFirst = time.sleep(10);
    yield* time.sleep(5);

    // 2. at 5 ms five sleepers each make one that ends at 10 ms, too
    const sleeper = fn(function* (n: number) {
      const lane = `sleeper${n}`;
      io.log(lane, "sleeps");
      yield* time.sleep(5);
      wakes(lane);
    });
    const sleepers = [1, 2, 3, 4, 5].map((n) => spawn(sleeper(n)));

    // 3. the early one waits for the sleep that was made first
    const early = gen(function* () {
      io.log("early", "is awaited");
      yield* madeFirst;
      wakes("early");
    });

    // 4. all six wake at 10 ms
    yield* join([spawn(early), ...sleepers]);
    io.log("main", "has all six");
    return { woken };
  });

  return rt.blockOn(main);
};

export default program;
