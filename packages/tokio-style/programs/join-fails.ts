import { Data, Effect, Result } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, join, runtime, time } from "tokio-style";

class Faulty extends Data.TaggedError("Faulty")<{ readonly lane: string }> {}

const program: ProgramOf<"join-fails"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const task = fn(function* (lane: string, ms: number) {
    // 1. three tasks start
    io.log(lane, "starts");
    yield* time.sleep(ms);

    // 2. the faulty one fails after 10 ms
    if (lane === "faulty") {
      io.log(lane, "fails");
      return yield* new Faulty({ lane });
    }

    // 3. the others run to their end
    io.log(lane, "finishes");
    return ms;
  });

  const main = gen(function* () {
    const [quick, faulty, slow] = yield* join(
      Effect.result(task("quick", 20)),
      Effect.result(task("faulty", 10)),
      Effect.result(task("slow", 30)),
    );

    // 4. main has the error after 30 ms, when the last one has ended
    const { lane: error } = Result.getOrThrow(Result.flip(faulty));
    io.log("main", "has the error", error);

    // 5. main still gets the values of the other two
    const values = [Result.getOrThrow(quick), Result.getOrThrow(slow)];
    io.log("main", "has the values", values);
    return { error, values };
  });

  return rt.blockOn(main);
};

export default program;
