import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"equal-deadlines"> = (io) => {
  const woken: string[] = [];
  const wakes = (lane: string): void => {
    io.log(lane, "wakes");
    woken.push(lane);
  };

  const main = Lwt.gen(function* () {
    // 1. main makes a sleep until 10 ms, and does not wait for it yet
    io.log("early", "is made");
    const madeFirst = LwtUnix.sleep(0.01);
    yield* LwtUnix.sleep(0.005);

    // 2. at 5 ms five sleepers each make one that ends at 10 ms, too
    const sleeper = Lwt.fn(function* (n: number) {
      const lane = `sleeper${n}`;
      io.log(lane, "sleeps");
      yield* LwtUnix.sleep(0.005);
      wakes(lane);
    });
    const sleepers = [1, 2, 3, 4, 5].map((n) => sleeper(n));

    // 3. the early one waits for the sleep that was made first
    const early = Lwt.gen(function* () {
      io.log("early", "is awaited");
      yield* madeFirst;
      wakes("early");
    });

    // 4. all six wake at 10 ms
    yield* Lwt.join([early, ...sleepers]);
    io.log("main", "has all six");
    return { woken };
  });

  return LwtMain.run(main)();
};

export default program;
