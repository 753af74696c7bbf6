import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, sync, time } from "tokio-style";

const program: ProgramOf<"fan-out"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const main = gen(function* () {
    const started = time.Instant.now();

    // 1. main opens a channel of jobs and a channel of results
    io.log("main", "opens the channels");
    const [jobs, queue] = sync.mpsc.channel<number>(1);
    const [results, squares] = sync.mpsc.channel<number>(1);
    const shared = new sync.Mutex(queue);

    // 2. three workers start
    const worker = fn(function* (n: number) {
      io.log(`worker${n}`, "starts");
      for (;;) {
        const guard = yield* shared.lock();
        const job = yield* guard.value.recv();
        guard.drop();
        if (job === undefined) return;
        io.log("job", "is taken", job);
        yield* time.sleep(10);
        io.log("job", "is done", job);
        yield* results.send(job * job);
      }
    });
    for (const n of [1, 2, 3]) spawn(worker(n));

    // 3. main sends six jobs and closes the channel
    spawn(
      gen(function* () {
        for (const job of [1, 2, 3, 4, 5, 6]) {
          io.log("main", "sends", job);
          yield* jobs.send(job);
        }
        io.log("main", "closes the jobs");
        jobs.drop();
      }),
    );

    // 4. each job takes 10 ms
    const found: number[] = [];
    while (found.length < 6) found.push((yield* squares.recv())!);

    // 5. main has all six results
    io.log("main", "has all");
    return {
      results: found.toSorted((a, b) => a - b),
      elapsedMs: Math.round(started.elapsed()),
    };
  });

  return rt.blockOn(main);
};

export default program;
