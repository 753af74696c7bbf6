import { Effect } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, sync, task, time } from "tokio-style";

const program: ProgramOf<"throwing-callback"> = async (io) => {
  const heard: string[] = [];
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .unhandledPanic(({ defect }) => heard.push((defect as Error).message))
    .build();
  const throws = (lane: string): never => {
    io.log(lane, "throws");
    throw new Error(lane);
  };
  const seen: string[] = [];
  const caught = (event: string, panic: unknown) => {
    const { message } = panic as Error;
    io.log("main", event, message);
    seen.push(message);
  };

  const main = gen(function* () {
    // 1. late throws after a wait, and main finds it in what it waits for
    const late = fn(function* () {
      io.log("late", "waits");
      yield* time.sleep(10);
      throws("late");
    });
    const error = yield* Effect.flip(spawn(late()));
    caught("is told", error.intoPanic());

    // 2. early throws before any wait, and whoever calls it has it thrown at
    const early = (): Effect.Effect<void> => throws("early");
    try {
      early();
    } catch (panic) {
      caught("catches", panic);
    }

    // 3. stray throws in a callback that nobody waits for
    const event = new sync.Notify();
    const when = fn(function* (react: () => void) {
      yield* event.notified();
      react();
    });
    // 4. its neighbour, which waits for the same event, runs all the same
    spawn(when(() => io.log("neighbour", "runs")));
    spawn(when(() => throws("stray")));
    yield* task.yieldNow();
    io.log("main", "fires");
    event.notifyWaiters();
    yield* time.sleep(10);
    io.log("main", "is done");
  });
  await rt.blockOn(main);

  // 5. the hook has heard of the stray one
  io.log("hook", "has heard", heard);
  return { seen, heard };
};

export default program;
