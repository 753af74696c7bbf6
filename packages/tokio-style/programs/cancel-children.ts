import type { ProgramOf } from "spec";
import {
  CancellationToken,
  fn,
  gen,
  runtime,
  spawn,
  task,
  time,
} from "tokio-style";

const program: ProgramOf<"cancel-children"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const stopped: string[] = [];
  const work = fn(function* (lane: string, token: CancellationToken) {
    io.log(lane, "starts");
    yield* token.cancelled();
    io.log(lane, "is cancelled");
    stopped.push(lane);
  });

  const main = gen(function* () {
    // 1. left, middle and right work under one parent
    const parent = new CancellationToken();
    const left = parent.childToken();
    spawn(work("left", left.clone()));
    spawn(work("middle", parent.childToken()));
    spawn(work("right", parent.childToken()));
    yield* task.yieldNow();

    // 2. main cancels left, and it alone stops
    io.log("main", "cancels left");
    left.cancel();
    io.log("main", "goes on");
    yield* time.sleep(10);
    const afterLeft = stopped.toSorted();

    // 3. main cancels the parent, and the others stop
    io.log("main", "cancels the parent");
    parent.cancel();
    io.log("main", "goes on");
    yield* time.sleep(10);
    const afterParent = stopped.toSorted();

    // 4. who comes late is stopped before it has begun to wait
    yield* work("late", parent.childToken());
    io.log("main", "is done");
    return { afterLeft, afterParent, afterAll: stopped.toSorted() };
  });

  return rt.blockOn(main);
};

export default program;
