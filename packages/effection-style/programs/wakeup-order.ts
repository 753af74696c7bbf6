import { all, run, sleep, spawn, withResolvers } from "effection";
import type { Operation, Task } from "effection";
import { createCondition } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"wakeup-order"> = (io) => {
  const woken: string[] = [];
  function* waiter(event: Operation<void>, lane: string): Operation<void> {
    io.log(lane, "waits");
    yield* event;
    io.log(lane, "wakes");
    woken.push(lane);
  }

  return run(function* () {
    // 1. three waiters wait for one event, one after the other
    const event = withResolvers<void>();
    const firsts: Task<void>[] = [];
    for (const lane of ["one", "two", "three"])
      firsts.push(yield* spawn(() => waiter(event.operation, lane)));
    yield* sleep(10);

    // 2. main fires the event, and all three wake
    io.log("main", "fires");
    event.resolve();
    io.log("main", "has fired");
    yield* all(firsts);
    const fired = woken.splice(0).toSorted();

    // 3. three more wait in a queue
    const queue = createCondition();
    const others: Task<void>[] = [];
    for (const lane of ["four", "five", "six"])
      others.push(yield* spawn(() => waiter(queue.wait(), lane)));
    yield* sleep(10);

    // 4. main calls three times, and each call wakes who has waited longest
    for (let call = 1; call <= 3; call += 1) {
      io.log("main", "calls");
      queue.signal();
    }
    io.log("main", "has called");
    yield* all(others);
    io.log("main", "is done");
    return { fired, called: woken };
  });
};

export default program;
