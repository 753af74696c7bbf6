import { Lwt, LwtCondition, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"wakeup-order"> = (io) => {
  const woken: string[] = [];
  const waiter = Lwt.fn(function* (
    wait: () => Lwt.Promise<void>,
    lane: string,
  ) {
    io.log(lane, "waits");
    yield* wait();
    io.log(lane, "wakes");
    woken.push(lane);
  });

  const main = Lwt.gen(function* () {
    // 1. three waiters wait for one event, one after the other
    const [event, fire] = Lwt.wait();
    const firsts = ["one", "two", "three"].map((lane) =>
      waiter(() => event, lane),
    );
    yield* LwtUnix.sleep(0.01);

    // 2. main fires the event, and all three wake
    io.log("main", "fires");
    Lwt.wakeup(fire, undefined);
    io.log("main", "has fired");
    yield* Lwt.join(firsts);
    const fired = woken.splice(0).toSorted();

    // 3. three more wait in a queue
    const queue = LwtCondition.create();
    const others = ["four", "five", "six"].map((lane) =>
      waiter(() => LwtCondition.wait(queue), lane),
    );
    yield* LwtUnix.sleep(0.01);

    // 4. main calls three times, and each call wakes who has waited longest
    for (let call = 1; call <= 3; call += 1) {
      io.log("main", "calls");
      LwtCondition.signal(queue, undefined);
    }
    io.log("main", "has called");
    yield* Lwt.join(others);
    io.log("main", "is done");
    return { fired, called: woken };
  });

  return LwtMain.run(main)();
};

export default program;
