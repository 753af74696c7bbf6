import { Lwt, LwtMain, LwtMutex } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"deadlock"> = (io) => {
  const a = LwtMutex.create({ name: "a" });
  const b = LwtMutex.create({ name: "b" });
  const served: string[] = [];
  const gaveUp: string[] = [];
  const hold = Lwt.fn(function* (lane: string) {
    io.log(lane, "has both");
    served.push(lane);
    yield* LwtUnix.sleep(0.01);
    io.log(lane, "is done");
  });

  // 1. left has a, and asks for b after 10 ms
  const attempt = Lwt.fn(function* () {
    io.log("left", "has a");
    yield* LwtUnix.sleep(0.01);
    io.log("left", "asks for b");

    // 2. nothing can wake it but a timeout: after 20 ms it gives up
    yield* LwtUnix.withTimeout(0.02, () =>
      LwtMutex.withLock(b, () => hold("left")),
    );
  });
  const left = Lwt.fn(function* () {
    try {
      yield* LwtMutex.withLock(a, attempt);
    } catch (exn) {
      if (exn !== LwtUnix.Timeout) throw exn;
      io.log("left", "gives up");
      gaveUp.push("left");

      // 3. it asks again in the order of right, and has both
      yield* LwtMutex.withLock(b, () =>
        LwtMutex.withLock(a, () => hold("left")),
      );
    }
  });

  // 4. right has b, and asks for a after 10 ms
  const right = Lwt.fn(function* () {
    io.log("right", "has b");
    yield* LwtUnix.sleep(0.01);
    io.log("right", "asks for a");

    // 5. right has both when left has given up
    yield* LwtMutex.withLock(a, () => hold("right"));
  });

  const main = Lwt.gen(function* () {
    yield* Lwt.join([left(), LwtMutex.withLock(b, right)]);
    io.log("main", "is done");
    return { served, gaveUp };
  });

  return LwtMain.run(main)();
};

export default program;
