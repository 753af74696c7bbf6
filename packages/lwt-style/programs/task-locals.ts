import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"task-locals"> = (io) => {
  const request = Lwt.newKey<string>();
  const look = (lane: string, event: string): string => {
    const value = Lwt.get(request) ?? "nothing";
    io.log(lane, event, value);
    return value;
  };
  const handle = Lwt.fn(function* (lane: string, seconds: number) {
    // 1. two requests run at once, each with a value of its own
    const before = look(lane, "sees");

    // 2. each sees its own value after a wait, too
    yield* LwtUnix.sleep(seconds);
    return [before, look(lane, "still sees")] as const;
  });
  const work = Lwt.fn(function* (lane: string) {
    yield* Lwt.pause();
    return look(lane, "sees");
  });

  const main = Lwt.gen(function* () {
    const one = Lwt.withValue(request, "one", () => handle("first", 0.02));
    const two = Lwt.withValue(request, "two", () => handle("second", 0.01));
    const [first, second] = yield* Lwt.both(one, two);

    // 3. work that a request spawns looks for the value
    const spawned = yield* Lwt.withValue(request, "three", () =>
      work("spawned"),
    );

    // 4. work that is handed the value sees it
    const handed = yield* Lwt.withValue(request, "four", () => {
      const value = Lwt.get(request);
      return Lwt.withValue(request, value, () => work("handed"));
    });

    // 5. an inner value hides the outer one, until the inner work has ended
    const nest = Lwt.fn(function* () {
      const inner = Lwt.withValue(request, "inner", () => work("inner"));
      return [yield* inner, look("outer", "sees again")];
    });
    const nested = yield* Lwt.withValue(request, "outer", nest);

    // 6. main, outside, sees nothing
    const outside = look("main", "sees");
    const before = [first[0], second[0]];
    const after = [first[1], second[1]];
    return { before, after, spawned, handed, nested, outside };
  });

  return LwtMain.run(main)();
};

export default program;
