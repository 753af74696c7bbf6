import { Effect, Result } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, type task, time } from "tokio-style";

const program: ProgramOf<"abort"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const work = fn(function* (lane: string, milliseconds: number) {
    io.log(lane, "starts");
    try {
      yield* time.sleep(milliseconds);
      io.log(lane, "ends");
      return lane;
    } finally {
      io.log(lane, "is finalised");
    }
  });
  const outcome = fn(function* (lane: string, handle: task.JoinHandle<string>) {
    const joined = yield* Effect.result(handle);
    const value = Result.isSuccess(joined) ? joined.success : "cancelled";
    io.log("main", `has ${lane}`, value);
    return value;
  });

  const main = gen(function* () {
    // 1. main aborts early before its first step
    const early = spawn(work("early", 5));
    io.log("main", "aborts early");
    early.abort();

    // 2. main aborts waiting while it waits
    const waiting = spawn(work("waiting", 1000));
    const done = spawn(work("done", 5));
    yield* time.sleep(10);
    io.log("main", "aborts waiting");
    waiting.abort();

    // 3. main aborts done after its end
    io.log("main", "aborts done");
    done.abort();
    io.log("main", "goes on");

    // 4. early has never started, waiting is cancelled, done keeps its value
    return {
      early: yield* outcome("early", early),
      waiting: yield* outcome("waiting", waiting),
      done: yield* outcome("done", done),
    };
  });

  return rt.blockOn(main);
};

export default program;
