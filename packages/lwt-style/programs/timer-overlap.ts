import { Lwt, LwtMain, LwtMvar } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"timer-overlap"> = (io) => {
  const started = LwtUnix.gettimeofday();
  const channel = LwtMvar.createEmpty<number>();

  // 1. five timers start
  const timer = Lwt.fn(function* (n: number) {
    io.log(`timer${n}`, "starts");

    // 2. each timer fires after 10 ms and says so on a channel
    yield* LwtUnix.sleep(0.01);
    io.log(`timer${n}`, "fires");
    yield* LwtMvar.put(channel, n);
  });
  for (const n of [1, 2, 3, 4, 5]) Lwt.async(() => timer(n));

  // 3. main has heard all five
  const main = Lwt.gen(function* () {
    let fired = 0;
    while (fired < 5) {
      yield* LwtMvar.take(channel);
      fired += 1;
    }
    io.log("main", "has all five");
    const elapsed = LwtUnix.gettimeofday() - started;
    return { fired, elapsedMs: Math.round(elapsed * 1000) };
  });

  return LwtMain.run(main)();
};

export default program;
