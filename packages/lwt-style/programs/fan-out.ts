import { Lwt, LwtMain, LwtMvar } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"fan-out"> = (io) => {
  const started = LwtUnix.gettimeofday();

  // 1. main opens a channel of jobs and a channel of results
  io.log("main", "opens the channels");
  const jobs = LwtMvar.createEmpty<number | undefined>();
  const results = LwtMvar.createEmpty<number>();

  // 2. three workers start
  const worker = Lwt.fn(function* (n: number) {
    io.log(`worker${n}`, "starts");
    for (;;) {
      const job = yield* LwtMvar.take(jobs);
      if (job === undefined) return;
      io.log("job", "is taken", job);
      yield* LwtUnix.sleep(0.01);
      io.log("job", "is done", job);
      yield* LwtMvar.put(results, job * job);
    }
  });
  for (const n of [1, 2, 3]) Lwt.async(() => worker(n));

  // 3. main sends six jobs and closes the channel
  Lwt.async(() =>
    Lwt.gen(function* () {
      for (const job of [1, 2, 3, 4, 5, 6]) {
        io.log("main", "sends", job);
        yield* LwtMvar.put(jobs, job);
      }
      io.log("main", "closes the jobs");
      for (let n = 0; n < 3; n += 1) yield* LwtMvar.put(jobs, undefined);
    }),
  );

  // 4. each job takes 10 ms
  const main = Lwt.gen(function* () {
    const squares: number[] = [];
    while (squares.length < 6) squares.push(yield* LwtMvar.take(results));

    // 5. main has all six results
    io.log("main", "has all");
    const elapsed = LwtUnix.gettimeofday() - started;
    return {
      results: squares.toSorted((a, b) => a - b),
      elapsedMs: Math.round(elapsed * 1000),
    };
  });

  return LwtMain.run(main)();
};

export default program;
