import { Effect } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, time } from "tokio-style";

const program: ProgramOf<"timeout"> = (io) => {
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
  const limit = 20;

  const main = gen(function* () {
    // 1. main gives the quick work 20 ms, and it takes 10
    const quick = yield* time.timeout(limit, work("quick", 10));
    io.log("main", "has the value", quick);

    // 2. main gives the slow work 20 ms, and it takes 100
    const slow = yield* Effect.flip(time.timeout(limit, work("slow", 100)));

    // 3. the slow work is finalised before main has the timeout
    io.log("main", "has the timeout");

    // 4. main waits 20 ms for a keeper, which takes 30
    const keeper = spawn(work("keeper", 30));
    const late = yield* Effect.flip(time.timeout(limit, keeper));
    io.log("main", "has the timeout");

    // 5. the keeper goes on to its end
    const value = yield* keeper;
    io.log("main", "has the keeper", value);
    const timeouts = [slow, late].map((e) => e instanceof time.Elapsed);
    return { quick, timeouts, keeper: value };
  });

  return rt.blockOn(main);
};

export default program;
