import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"throwing-callback"> = async (io) => {
  const heard: string[] = [];
  const before = Lwt.asyncExceptionHook.current;
  Lwt.asyncExceptionHook.current = (exn) => {
    heard.push((exn as Error).message);
  };
  const throws = (lane: string) => (): never => {
    io.log(lane, "throws");
    throw new Error(lane);
  };
  const seen: string[] = [];
  const caught = (event: string, exn: unknown) => {
    const { message } = exn as Error;
    io.log("main", event, message);
    seen.push(message);
  };

  const main = Lwt.gen(function* () {
    // 1. late throws after a wait, and main finds it in what it waits for
    io.log("late", "waits");
    const late = Lwt.bind(LwtUnix.sleep(0.01), throws("late"));
    try {
      yield* late;
    } catch (exn) {
      caught("is told", exn);
    }

    // 2. early throws before any wait, and whoever calls it has it thrown at
    try {
      Lwt.bind(Lwt.returnUnit, throws("early"));
    } catch (exn) {
      caught("catches", exn);
    }

    // 3. stray throws in a callback that nobody waits for
    const [event, fire] = Lwt.wait();
    // 4. its neighbour, which waits for the same event, runs all the same
    Lwt.onSuccess(event, () => io.log("neighbour", "runs"));
    Lwt.onSuccess(event, throws("stray"));
    io.log("main", "fires");
    Lwt.wakeup(fire, undefined);
    yield* LwtUnix.sleep(0.01);
    io.log("main", "is done");
  });
  await LwtMain.run(main)();

  // 5. the hook has heard of the stray one
  Lwt.asyncExceptionHook.current = before;
  io.log("hook", "has heard", heard);
  return { seen, heard };
};

export default program;
