import { all, createContext, run, sleep, spawn } from "effection";
import type { Operation } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"task-locals"> = (io) => {
  const request = createContext<string>("request");
  function* look(lane: string, event: string): Operation<string> {
    const value = (yield* request.get()) ?? "nothing";
    io.log(lane, event, value);
    return value;
  }
  function* handle(lane: string, milliseconds: number) {
    // 1. two requests run at once, each with a value of its own
    const before = yield* look(lane, "sees");

    // 2. each sees its own value after a wait, too
    yield* sleep(milliseconds);
    return [before, yield* look(lane, "still sees")] as const;
  }
  const work = (lane: string): Operation<string> => look(lane, "sees");

  return run(function* () {
    const one = request.with("one", () => handle("first", 20));
    const two = request.with("two", () => handle("second", 10));
    const [first, second] = yield* all([one, two]);

    // 3. work that a request spawns looks for the value
    const spawned = yield* request.with("three", function* () {
      return yield* yield* spawn(() => work("spawned"));
    });

    // 4. work that is handed the value sees it
    const handed = yield* request.with("four", function* (value) {
      const handing = () => request.with(value, () => work("handed"));
      return yield* yield* spawn(handing);
    });

    // 5. an inner value hides the outer one, until the inner work has ended
    const nested = yield* request.with("outer", function* () {
      const inner = yield* request.with("inner", () => work("inner"));
      return [inner, yield* look("outer", "sees again")];
    });

    // 6. main, outside, sees nothing
    const outside = yield* look("main", "sees");
    const before = [first[0], second[0]];
    const after = [first[1], second[1]];
    return { before, after, spawned, handed, nested, outside };
  });
};

export default program;
