import { Lwt, LwtMain } from "lwt-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"state-machine"> = (io) => {
  const [first, giveFirst] = Lwt.wait<number>();
  const [second, giveSecond] = Lwt.wait<number>();
  const states: string[] = [];
  const see = (p: Lwt.Promise<number>): void => {
    const state = Lwt.isSleeping(p) ? "Pending" : "Ready";
    io.log("main", "sees", state);
    states.push(state);
  };

  // 1. the function is called
  io.log("main", "calls");
  const machine = Lwt.gen(function* () {
    // 2. it waits for its first value
    io.log("machine", "waits for the first");
    const one = yield* first;
    io.log("machine", "waits for the second");
    const two = yield* second;
    io.log("machine", "returns");
    return one + two;
  });
  see(machine);

  // 3. the first value arrives, and it waits for the second
  io.log("main", "gives the first");
  Lwt.wakeup(giveFirst, 1);
  see(machine);

  // 4. the second value arrives, and it is done
  io.log("main", "gives the second");
  Lwt.wakeup(giveSecond, 2);
  see(machine);

  const main = Lwt.map((value) => ({ states, value }), machine);
  return LwtMain.run(main)();
};

export default program;
