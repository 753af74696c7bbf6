import { Condition, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"watch"> = async (io) => {
  // A value, how often it was set, and who is to hear of it.
  const watched = { value: 0, version: 0, changed: new Condition() };
  const set = (value: number): void => {
    watched.value = value;
    watched.version += 1;
    watched.changed.broadcast();
  };
  const watch = async (lane: string, ms: number) => {
    const values: number[] = [];
    let seen = 0;
    while (values.at(-1) !== 6) {
      while (watched.version === seen) await watched.changed.wait();
      const { value } = watched;
      seen = watched.version;
      io.log(lane, "sees", value);
      await sleep(ms);
      values.push(value);
    }
    return values;
  };

  // 1. the sender sets six values, one each 10 ms
  const send = async () => {
    for (const value of [1, 2, 3, 4, 5, 6]) {
      await sleep(10);
      io.log("sender", "sets", value);
      set(value);
    }
  };
  io.log("sender", "starts");
  const sending = send();

  // 2. quick works for 2 ms on each value, and sees them all
  const quickly = watch("quick", 2);

  // 3. slow works for 22 ms on each, and sees what is the latest then
  const slowly = watch("slow", 22);

  // 4. both have seen the last value
  const [quick, slow] = await Promise.all([quickly, slowly, sending]);
  io.log("main", "has both");

  // 5. who comes late has the last value at once
  const late = watched.value;
  io.log("late", "sees", late);
  return { quick, slow, late };
};

export default program;
