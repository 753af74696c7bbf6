import { pause } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"state-machine"> = async (io) => {
  // Whoever makes a promise can give it its value from outside.
  let giveFirst = (_value: number): void => {};
  let giveSecond = (_value: number): void => {};
  const first = new Promise<number>((resolve) => (giveFirst = resolve));
  const second = new Promise<number>((resolve) => (giveSecond = resolve));
  const states: string[] = [];

  // 1. the function is called
  io.log("main", "calls");
  const step = async () => {
    // 2. it waits for its first value
    io.log("machine", "waits for the first");
    const one = await first;
    io.log("machine", "waits for the second");
    const two = await second;
    io.log("machine", "returns");
    return one + two;
  };
  const machine = step();
  // A promise does not say whether it is pending, so somebody takes note.
  let state = "Pending";
  const noting = machine.finally(() => (state = "Ready"));
  const see = async () => {
    await pause();
    io.log("main", "sees", state);
    states.push(state);
  };
  await see();

  // 3. the first value arrives, and it waits for the second
  io.log("main", "gives the first");
  giveFirst(1);
  await see();

  // 4. the second value arrives, and it is done
  io.log("main", "gives the second");
  giveSecond(2);
  await see();

  return { states, value: await noting };
};

export default program;
