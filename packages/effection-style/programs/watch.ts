import {
  createSignal,
  each,
  run,
  SignalQueueFactory,
  sleep,
  spawn,
} from "effection";
import type { Operation } from "effection";
import { createLatestQueue } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"watch"> = (io) => {
  const watched = { value: 0, changes: createSignal<number, void>() };
  function* watch(lane: string, milliseconds: number): Operation<number[]> {
    const values: number[] = [];
    for (const value of yield* each(watched.changes)) {
      io.log(lane, "sees", value);
      yield* sleep(milliseconds);
      values.push(value);
      yield* each.next();
    }
    return values;
  }

  return run(function* () {
    // Who is busy keeps the latest value alone, and not each.
    yield* SignalQueueFactory.set(createLatestQueue);

    // 1. the sender sets six values, one each 10 ms
    io.log("sender", "starts");
    yield* spawn(function* () {
      for (const value of [1, 2, 3, 4, 5, 6]) {
        yield* sleep(10);
        io.log("sender", "sets", value);
        watched.value = value;
        watched.changes.send(value);
      }
      watched.changes.close();
    });

    // 2. quick works for 2 ms on each value, and sees them all
    const quickly = yield* spawn(() => watch("quick", 2));

    // 3. slow works for 22 ms on each, and sees what is the latest then
    const slowly = yield* spawn(() => watch("slow", 22));

    // 4. both have seen the last value
    const quick = yield* quickly;
    const slow = yield* slowly;
    io.log("main", "has both");

    // 5. who comes late has the last value at once
    const late = watched.value;
    io.log("late", "sees", late);
    return { quick, slow, late };
  });
};

export default program;
