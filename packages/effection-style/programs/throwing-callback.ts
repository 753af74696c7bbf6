import { run, sleep, spawn, withResolvers } from "effection";
import type { Operation } from "effection";
import { yieldNow } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"throwing-callback"> = async (io) => {
  const heard: string[] = [];
  const throws = (lane: string): never => {
    io.log(lane, "throws");
    throw new Error(lane);
  };
  const seen: string[] = [];
  const caught = (event: string, error: unknown) => {
    const { message } = error as Error;
    io.log("main", event, message);
    seen.push(message);
  };

  await run(function* () {
    // 1. late throws after a wait, and main finds it in what it waits for
    function* late(): Operation<void> {
      io.log("late", "waits");
      yield* sleep(10);
      throws("late");
    }
    try {
      yield* late();
    } catch (error) {
      caught("is told", error);
    }

    // 2. early throws before any wait, and whoever calls it has it thrown at
    const early = (): Operation<void> => throws("early");
    try {
      early();
    } catch (error) {
      caught("catches", error);
    }

    // 3. stray throws in a callback that nobody waits for
    const event = withResolvers<void>();
    // What a task throws ends its parent: here a hook stands in between.
    function* when(react: () => void): Operation<void> {
      yield* event.operation;
      try {
        react();
      } catch (error) {
        heard.push((error as Error).message);
      }
    }
    // 4. its neighbour, which waits for the same event, runs all the same
    yield* spawn(() => when(() => throws("stray")));
    yield* spawn(() => when(() => io.log("neighbour", "runs")));
    yield* yieldNow();
    io.log("main", "fires");
    event.resolve();
    yield* sleep(10);
    io.log("main", "is done");
  });

  // 5. the hook has heard of the stray one
  io.log("hook", "has heard", heard);
  return { seen, heard };
};

export default program;
