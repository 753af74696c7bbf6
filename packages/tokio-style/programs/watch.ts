import { Effect } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, sync, time } from "tokio-style";

const program: ProgramOf<"watch"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const watch = fn(function* (
    lane: string,
    milliseconds: number,
    rx: sync.watch.Receiver<number>,
  ) {
    const values: number[] = [];
    while (yield* Effect.isSuccess(rx.changed())) {
      const { value } = rx.borrowAndUpdate();
      io.log(lane, "sees", value);
      yield* time.sleep(milliseconds);
      values.push(value);
    }
    return values;
  });

  const main = gen(function* () {
    const [tx, rx] = sync.watch.channel(0);

    // 1. the sender sets six values, one each 10 ms
    const send = gen(function* () {
      for (const value of [1, 2, 3, 4, 5, 6]) {
        yield* time.sleep(10);
        io.log("sender", "sets", value);
        tx.send(value);
      }
      tx.drop();
    });
    io.log("sender", "starts");
    spawn(send);

    // 2. quick works for 2 ms on each value, and sees them all
    const quickly = spawn(watch("quick", 2, rx.clone()));

    // 3. slow works for 22 ms on each, and sees what is the latest then
    const slowly = spawn(watch("slow", 22, rx.clone()));

    // 4. both have seen the last value
    const quick = yield* quickly;
    const slow = yield* slowly;
    io.log("main", "has both");

    // 5. who comes late has the last value at once
    const late = rx.borrow().value;
    io.log("late", "sees", late);
    return { quick, slow, late };
  });

  return rt.blockOn(main);
};

export default program;
