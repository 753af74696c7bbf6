import { call, race, run, spawn, withResolvers } from "effection";
import type { Operation } from "effection";
import { yieldNow } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"state-machine"> = (io) => {
  const first = withResolvers<number>();
  const second = withResolvers<number>();
  const states: string[] = [];

  return run(function* () {
    // 1. the function is called
    io.log("main", "calls");
    const machine = yield* spawn(function* () {
      // 2. it waits for its first value
      io.log("machine", "waits for the first");
      const one = yield* first.operation;
      io.log("machine", "waits for the second");
      const two = yield* second.operation;
      io.log("machine", "returns");
      return one + two;
    });
    // A task does not say whether it has ended: main has it race a turn.
    const turn = call(function* (): Operation<undefined> {
      yield* yieldNow();
    });
    function* see(): Operation<number | undefined> {
      const value = yield* race([machine, turn]);
      const state = value === undefined ? "Pending" : "Ready";
      io.log("main", "sees", state);
      states.push(state);
      return value;
    }
    yield* see();

    // 3. the first value arrives, and it waits for the second
    io.log("main", "gives the first");
    first.resolve(1);
    yield* see();

    // 4. the second value arrives, and it is done
    io.log("main", "gives the second");
    second.resolve(2);
    const value = (yield* see()) ?? 0;
    return { states, value };
  });
};

export default program;
