import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, sync, time } from "tokio-style";

const program: ProgramOf<"timer-overlap"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const main = gen(function* () {
    const started = time.Instant.now();
    const [tx, rx] = sync.mpsc.channel<number>(5);

    // 1. five timers start
    const timer = fn(function* (n: number) {
      io.log(`timer${n}`, "starts");

      // 2. each timer fires after 10 ms and says so on a channel
      yield* time.sleep(10);
      io.log(`timer${n}`, "fires");
      yield* tx.send(n);
    });
    for (const n of [1, 2, 3, 4, 5]) spawn(timer(n));

    // 3. main has heard all five
    let fired = 0;
    while (fired < 5) {
      yield* rx.recv();
      fired += 1;
    }
    io.log("main", "has all five");
    return { fired, elapsedMs: Math.round(started.elapsed()) };
  });

  return rt.blockOn(main);
};

export default program;
