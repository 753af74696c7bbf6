import { all, run, sleep } from "effection";
import type { Operation } from "effection";
import { createSemaphore, timeout, Timeout } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"deadlock"> = (io) => {
  const a = createSemaphore(1);
  const b = createSemaphore(1);
  const served: string[] = [];
  const gaveUp: string[] = [];
  function* hold(lane: string): Operation<void> {
    io.log(lane, "has both");
    served.push(lane);
    yield* sleep(10);
    io.log(lane, "is done");
  }

  function* left(): Operation<void> {
    // 1. left has a, and asks for b after 10 ms
    const first = yield* a.acquire();
    io.log("left", "has a");
    yield* sleep(10);
    io.log("left", "asks for b");

    // 2. nothing can wake it but a timeout: after 20 ms it gives up
    try {
      yield* timeout(20, b.acquire());
    } catch (error) {
      if (!(error instanceof Timeout)) throw error;
      first.release();
      io.log("left", "gives up");
      gaveUp.push("left");
    }

    // 3. it asks again in the order of right, and has both
    using _second = yield* b.acquire();
    using _first = yield* a.acquire();
    yield* hold("left");
  }

  function* right(): Operation<void> {
    // 4. right has b, and asks for a after 10 ms
    using _second = yield* b.acquire();
    io.log("right", "has b");
    yield* sleep(10);
    io.log("right", "asks for a");

    // 5. right has both when left has given up
    using _first = yield* a.acquire();
    yield* hold("right");
  }

  return run(function* () {
    yield* all([left(), right()]);
    io.log("main", "is done");
    return { served, gaveUp };
  });
};

export default program;
