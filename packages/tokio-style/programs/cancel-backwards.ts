import type { Effect } from "effect";
import type { ProgramOf } from "spec";
import { fn, future, gen, runtime, select, spawn, time } from "tokio-style";

const program: ProgramOf<"cancel-backwards"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const ended: string[] = [];
  const scope = fn(function* (lane: string, wait: () => Effect.Effect<void>) {
    io.log(lane, "starts");
    try {
      yield* wait();
      io.log(lane, "ends");
    } finally {
      io.log(lane, "is finalised");
      ended.push(lane);
    }
  });

  // 1. the outer work waits for the middle, and that for the inner
  const inner = () => scope("inner", () => time.sleep(1000));
  const middle = () => scope("middle", inner);
  const helper = fn(function* () {
    io.log("helper", "starts");
    yield* time.sleep(20);
    io.log("helper", "ends");
  });
  const outer = () =>
    scope("outer", () => {
      // 2. the outer work starts a helper that it does not wait for
      spawn(helper());
      return middle();
    });

  const main = gen(function* () {
    const work = future.pin(outer());
    yield* select({ work, wait: time.sleep(10) }, { biased: true });

    // 3. main cancels the outer work after 10 ms
    io.log("main", "cancels outer");
    work.drop();

    // 4. the finalisers have run from the inside out, before main goes on
    const finalised = [...ended];
    io.log("main", "goes on");

    // 5. the helper goes on to its end
    yield* time.sleep(20);
    io.log("main", "is done");
    return { finalised };
  });

  return rt.blockOn(main);
};

export default program;
