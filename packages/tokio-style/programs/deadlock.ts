import { Effect } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, sync, time } from "tokio-style";

const program: ProgramOf<"deadlock"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const a = new sync.Mutex(undefined);
  const b = new sync.Mutex(undefined);
  const served: string[] = [];
  const gaveUp: string[] = [];
  const hold = fn(function* (lane: string) {
    io.log(lane, "has both");
    served.push(lane);
    yield* time.sleep(10);
    io.log(lane, "is done");
  });

  const left = gen(function* () {
    // 1. left has a, and asks for b after 10 ms
    let first = yield* a.lock();
    io.log("left", "has a");
    yield* time.sleep(10);
    io.log("left", "asks for b");

    // 2. nothing can wake it but a timeout: after 20 ms it gives up
    yield* Effect.flip(time.timeout(20, b.lock()));
    first.drop();
    io.log("left", "gives up");
    gaveUp.push("left");

    // 3. it asks again in the order of right, and has both
    const second = yield* b.lock();
    first = yield* a.lock();
    yield* hold("left");
    first.drop();
    second.drop();
  });

  const right = gen(function* () {
    // 4. right has b, and asks for a after 10 ms
    const second = yield* b.lock();
    io.log("right", "has b");
    yield* time.sleep(10);
    io.log("right", "asks for a");

    // 5. right has both when left has given up
    const first = yield* a.lock();
    yield* hold("right");
    first.drop();
    second.drop();
  });

  const main = gen(function* () {
    const one = spawn(left, { name: "left" });
    const other = spawn(right, { name: "right" });
    yield* one;
    yield* other;
    io.log("main", "is done");
    return { served, gaveUp };
  });

  return rt.blockOn(main);
};

export default program;
