import { run, sleep, spawn, useScope } from "effection";
import type { Operation, Scope } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"cancel-backwards"> = (io) => {
  const ended: string[] = [];
  function* scope(lane: string, wait: () => Operation<void>): Operation<void> {
    io.log(lane, "starts");
    try {
      yield* wait();
      io.log(lane, "ends");
    } finally {
      io.log(lane, "is finalised");
      ended.push(lane);
    }
  }

  // 1. the outer work waits for the middle, and that for the inner
  const inner = () => scope("inner", () => sleep(1000));
  const middle = () => scope("middle", inner);
  function* helper(): Operation<void> {
    io.log("helper", "starts");
    yield* sleep(20);
    io.log("helper", "ends");
  }
  const outer = (helpers: Scope) =>
    scope("outer", function* () {
      // 2. the outer work starts a helper that it does not wait for
      yield* helpers.spawn(helper);
      yield* middle();
    });

  return run(function* () {
    const own = yield* useScope();
    const work = yield* spawn(() => outer(own));
    yield* sleep(10);

    // 3. main cancels the outer work after 10 ms
    io.log("main", "cancels outer");
    yield* work.halt();

    // 4. the finalisers have run from the inside out, before main goes on
    const finalised = [...ended];
    io.log("main", "goes on");

    // 5. the helper goes on to its end
    yield* sleep(20);
    io.log("main", "is done");
    return { finalised };
  });
};

export default program;
