import { Exit } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, join, runtime, spawn, task, time } from "tokio-style";

const program: ProgramOf<"task-locals"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const request = task.taskLocal<string>();
  const look = (lane: string, event: string): string => {
    const found = request.tryWith((value) => value);
    const value = Exit.isSuccess(found) ? found.value : "nothing";
    io.log(lane, event, value);
    return value;
  };
  const handle = fn(function* (lane: string, milliseconds: number) {
    // 1. two requests run at once, each with a value of its own
    const before = look(lane, "sees");

    // 2. each sees its own value after a wait, too
    yield* time.sleep(milliseconds);
    return [before, look(lane, "still sees")] as const;
  });
  const work = fn(function* (lane: string) {
    return look(lane, "sees");
  });

  const main = gen(function* () {
    const one = request.scope("one", handle("first", 20));
    const two = request.scope("two", handle("second", 10));
    const [first, second] = yield* join(one, two);

    // 3. work that a request spawns looks for the value
    const spawning = gen(function* () {
      return yield* spawn(work("spawned"));
    });
    const spawned = yield* request.scope("three", spawning);

    // 4. work that is handed the value sees it
    const handing = gen(function* () {
      const value = request.get();
      return yield* spawn(request.scope(value, work("handed")));
    });
    const handed = yield* request.scope("four", handing);

    // 5. an inner value hides the outer one, until the inner work has ended
    const nesting = gen(function* () {
      const inner = yield* request.scope("inner", work("inner"));
      return [inner, look("outer", "sees again")];
    });
    const nested = yield* request.scope("outer", nesting);

    // 6. main, outside, sees nothing
    const outside = look("main", "sees");
    const before = [first[0], second[0]];
    const after = [first[1], second[1]];
    return { before, after, spawned, handed, nested, outside };
  });

  return rt.blockOn(main);
};

export default program;
