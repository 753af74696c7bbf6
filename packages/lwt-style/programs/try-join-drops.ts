import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

class Faulty extends Error {}

const program: ProgramOf<"try-join-drops"> = (io) => {
  const wentOn: string[] = [];

  // Callbacks run newest first: that of `Lwt.all` must see the error before
  // the others are cancelled.
  const tryAll = <A>(promises: readonly Lwt.Promise<A>[]) => {
    const cancelAll = () => promises.forEach(Lwt.cancel);
    for (const p of promises) Lwt.onFailure(p, cancelAll);
    return Lwt.all(promises);
  };

  const sibling = Lwt.fn(function* (lane: string) {
    // 1. three tasks start
    io.log(lane, "starts");
    try {
      yield* LwtUnix.sleep(0.02);
      wentOn.push(lane);
    } finally {
      io.log(lane, "is finalised");
    }
  });
  const faulty = Lwt.fn(function* (lane: string) {
    io.log(lane, "starts");
    yield* LwtUnix.sleep(0.01);

    // 2. the faulty one fails after 10 ms
    io.log(lane, "fails");
    throw new Faulty(lane);
  });

  const main = Lwt.gen(function* () {
    let error = "";
    try {
      // 3. the other two are finalised at once
      yield* tryAll([sibling("left"), faulty("faulty"), sibling("right")]);
    } catch (exn) {
      if (!(exn instanceof Faulty)) throw exn;
      // 4. main has the error, still after 10 ms
      error = exn.message;
      io.log("main", "has the error", error);
    }

    // 5. nothing is left that goes on
    yield* LwtUnix.sleep(0.03);
    io.log("main", "is done");
    return { error, wentOn };
  });

  return LwtMain.run(main)();
};

export default program;
