import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"cancel-backwards"> = (io) => {
  const ended: string[] = [];
  const scope = Lwt.fn(function* (lane: string, wait: () => Lwt.Promise<void>) {
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
  const inner = () => scope("inner", () => LwtUnix.sleep(1));
  const middle = () => scope("middle", inner);
  const helper = Lwt.fn(function* () {
    io.log("helper", "starts");
    yield* LwtUnix.sleep(0.02);
    io.log("helper", "ends");
  });
  const outer = () =>
    scope("outer", () => {
      // 2. the outer work starts a helper that it does not wait for
      Lwt.async(helper);
      return middle();
    });

  const main = Lwt.gen(function* () {
    const work = outer();

    // 3. main cancels the outer work after 10 ms
    yield* LwtUnix.sleep(0.01);
    io.log("main", "cancels outer");
    Lwt.cancel(work);

    // 4. the finalisers have run from the inside out, before main goes on
    const finalised = [...ended];
    io.log("main", "goes on");

    // 5. the helper goes on to its end
    yield* LwtUnix.sleep(0.02);
    io.log("main", "is done");
    return { finalised };
  });

  return LwtMain.run(main)();
};

export default program;
