import { Data, Effect } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, runtime, time, tryJoin } from "tokio-style";

class Faulty extends Data.TaggedError("Faulty")<{ readonly lane: string }> {}

const program: ProgramOf<"try-join-drops"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const wentOn: string[] = [];

  const sibling = fn(function* (lane: string) {
    // 1. three tasks start
    io.log(lane, "starts");
    try {
      yield* time.sleep(20);
      wentOn.push(lane);
    } finally {
      io.log(lane, "is finalised");
    }
  });
  const faulty = fn(function* (lane: string) {
    io.log(lane, "starts");
    yield* time.sleep(10);

    // 2. the faulty one fails after 10 ms
    io.log(lane, "fails");
    return yield* new Faulty({ lane });
  });

  const main = gen(function* () {
    // 3. the other two are finalised at once
    const { lane: error } = yield* Effect.flip(
      tryJoin(sibling("left"), faulty("faulty"), sibling("right")),
    );

    // 4. main has the error, still after 10 ms
    io.log("main", "has the error", error);

    // 5. nothing is left that goes on
    yield* time.sleep(30);
    io.log("main", "is done");
    return { error, wentOn };
  });

  return rt.blockOn(main);
};

export default program;
