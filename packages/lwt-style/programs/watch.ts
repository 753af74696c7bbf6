import { Lwt, LwtCondition, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"watch"> = (io) => {
  // A value, how often it was set, and who is to hear of it.
  const watched = { value: 0, version: 0, changed: LwtCondition.create() };
  const set = (value: number): void => {
    watched.value = value;
    watched.version += 1;
    LwtCondition.broadcast(watched.changed, undefined);
  };
  const watch = Lwt.fn(function* (lane: string, seconds: number) {
    const values: number[] = [];
    let seen = 0;
    while (values.at(-1) !== 6) {
      while (watched.version === seen)
        yield* LwtCondition.wait(watched.changed);
      const { value } = watched;
      seen = watched.version;
      io.log(lane, "sees", value);
      yield* LwtUnix.sleep(seconds);
      values.push(value);
    }
    return values;
  });

  const main = Lwt.gen(function* () {
    // 1. the sender sets six values, one each 10 ms
    const send = Lwt.fn(function* () {
      for (const value of [1, 2, 3, 4, 5, 6]) {
        yield* LwtUnix.sleep(0.01);
        io.log("sender", "sets", value);
        set(value);
      }
    });
    io.log("sender", "starts");
    Lwt.async(send);

    // 2. quick works for 2 ms on each value, and sees them all
    const quickly = watch("quick", 0.002);

    // 3. slow works for 22 ms on each, and sees what is the latest then
    const slowly = watch("slow", 0.022);

    // 4. both have seen the last value
    const [quick, slow] = yield* Lwt.both(quickly, slowly);
    io.log("main", "has both");

    // 5. who comes late has the last value at once
    const late = watched.value;
    io.log("late", "sees", late);
    return { quick, slow, late };
  });

  return LwtMain.run(main)();
};

export default program;
