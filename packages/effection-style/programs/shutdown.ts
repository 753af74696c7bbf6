import { createScope, sleep } from "effection";
import type { Operation } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"shutdown"> = async (io) => {
  const finalised: string[] = [];
  function* work(lane: string, milliseconds: number): Operation<void> {
    io.log(lane, "starts");
    try {
      yield* sleep(milliseconds);
      io.log(lane, "ends");
    } finally {
      finalised.push(lane);
    }
  }
  const host = (event: string): readonly string[] => {
    const lanes = finalised.slice();
    io.log("host", event, lanes);
    return lanes;
  };

  // What main starts in its own scope ends with main: this one is the host's.
  const [scope, destroy] = createScope();

  // 1. main starts three workers, and ends after 10 ms
  function* main(): Operation<void> {
    yield* scope.spawn(() => work("quick", 20));
    yield* scope.spawn(() => work("older", 1000));
    yield* scope.spawn(() => work("younger", 1000));
    yield* sleep(10);
    io.log("main", "ends");
  }

  // 2. the host goes on, and no worker has ended or was finalised
  await scope.run(main);
  const afterMain = host("has the end of main");

  // 3. another main runs for 20 ms, and quick ends meanwhile
  function* other(): Operation<void> {
    yield* sleep(20);
    io.log("other", "ends");
  }
  await scope.run(other);
  const afterOther = host("has the end of other");

  // 4. the host shuts down, and looks who was finalised
  await destroy();
  return { afterMain, afterOther, finalised: host("has shut down") };
};

export default program;
