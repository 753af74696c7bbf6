import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, sync, time } from "tokio-style";

const program: ProgramOf<"wakeup-order"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const woken: string[] = [];
  const waiter = fn(function* (notify: sync.Notify, lane: string) {
    io.log(lane, "waits");
    yield* notify.notified();
    io.log(lane, "wakes");
    woken.push(lane);
  });

  const main = gen(function* () {
    // 1. three waiters wait for one event, one after the other
    const event = new sync.Notify();
    const firsts = ["one", "two", "three"].map((lane) =>
      spawn(waiter(event, lane)),
    );
    yield* time.sleep(10);

    // 2. main fires the event, and all three wake
    io.log("main", "fires");
    event.notifyWaiters();
    io.log("main", "has fired");
    for (const first of firsts) yield* first;
    const fired = woken.splice(0).toSorted();

    // 3. three more wait in a queue
    const queue = new sync.Notify();
    const others = ["four", "five", "six"].map((lane) =>
      spawn(waiter(queue, lane)),
    );
    yield* time.sleep(10);

    // 4. main calls three times, and each call wakes who has waited longest
    for (let call = 1; call <= 3; call += 1) {
      io.log("main", "calls");
      queue.notifyOne();
    }
    io.log("main", "has called");
    for (const other of others) yield* other;
    io.log("main", "is done");
    return { fired, called: woken };
  });

  return rt.blockOn(main);
};

export default program;
