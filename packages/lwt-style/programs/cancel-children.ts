import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"cancel-children"> = (io) => {
  const stopped: string[] = [];
  const work = Lwt.fn(function* (lane: string, token: Lwt.Promise<void>) {
    io.log(lane, "starts");
    try {
      yield* token;
    } catch (exn) {
      if (exn !== Lwt.Canceled) throw exn;
      io.log(lane, "is cancelled");
      stopped.push(lane);
    }
  });

  const main = Lwt.gen(function* () {
    // 1. left, middle and right work under one parent
    const [parent] = Lwt.task();
    const child = () => Lwt.protected(parent);
    const left = child();
    Lwt.async(() => work("left", left));
    Lwt.async(() => work("middle", child()));
    Lwt.async(() => work("right", child()));

    // 2. main cancels left, and it alone stops
    io.log("main", "cancels left");
    Lwt.cancel(left);
    io.log("main", "goes on");
    yield* LwtUnix.sleep(0.01);
    const afterLeft = stopped.toSorted();

    // 3. main cancels the parent, and the others stop
    io.log("main", "cancels the parent");
    Lwt.cancel(parent);
    io.log("main", "goes on");
    yield* LwtUnix.sleep(0.01);
    const afterParent = stopped.toSorted();

    // 4. who comes late is stopped before it has begun to wait
    yield* work("late", child());
    io.log("main", "is done");
    return { afterLeft, afterParent, afterAll: stopped.toSorted() };
  });

  return LwtMain.run(main)();
};

export default program;
