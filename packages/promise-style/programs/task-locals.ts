import { AsyncLocalStorage } from "node:async_hooks";
import { pause, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"task-locals"> = async (io) => {
  const request = new AsyncLocalStorage<string>();
  const look = (lane: string, event: string): string => {
    const value = request.getStore() ?? "nothing";
    io.log(lane, event, value);
    return value;
  };
  const handle = async (lane: string, ms: number) => {
    // 1. two requests run at once, each with a value of its own
    const before = look(lane, "sees");

    // 2. each sees its own value after a wait, too
    await sleep(ms);
    return [before, look(lane, "still sees")] as const;
  };
  const work = async (lane: string) => {
    await pause();
    return look(lane, "sees");
  };

  const one = request.run("one", () => handle("first", 20));
  const two = request.run("two", () => handle("second", 10));
  const [first, second] = await Promise.all([one, two]);

  // 3. work that a request spawns looks for the value
  const spawned = await request.run("three", () => work("spawned"));

  // 4. work that is handed the value sees it
  const handed = await request.run("four", () => {
    const value = request.getStore() ?? "nothing";
    return request.run(value, () => work("handed"));
  });

  // 5. an inner value hides the outer one, until the inner work has ended
  const nest = async () => {
    const inner = await request.run("inner", () => work("inner"));
    return [inner, look("outer", "sees again")];
  };
  const nested = await request.run("outer", nest);

  // 6. main, outside, sees nothing
  const outside = look("main", "sees");
  const before = [first[0], second[0]];
  const after = [first[1], second[1]];
  return { before, after, spawned, handed, nested, outside };
};

export default program;
