import { Condition, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"wakeup-order"> = async (io) => {
  const woken: string[] = [];
  const waiter = async (wait: () => Promise<void>, lane: string) => {
    io.log(lane, "waits");
    await wait();
    io.log(lane, "wakes");
    woken.push(lane);
  };

  // 1. three waiters wait for one event, one after the other
  let fire = (): void => {};
  const event = new Promise<void>((resolve) => (fire = resolve));
  const firsts = ["one", "two", "three"].map((lane) =>
    waiter(() => event, lane),
  );
  await sleep(10);

  // 2. main fires the event, and all three wake
  io.log("main", "fires");
  fire();
  io.log("main", "has fired");
  await Promise.all(firsts);
  const fired = woken.splice(0).toSorted();

  // 3. three more wait in a queue
  const queue = new Condition();
  const others = ["four", "five", "six"].map((lane) =>
    waiter(() => queue.wait(), lane),
  );
  await sleep(10);

  // 4. main calls three times, and each call wakes who has waited longest
  for (let call = 1; call <= 3; call += 1) {
    io.log("main", "calls");
    queue.signal();
  }
  io.log("main", "has called");
  await Promise.all(others);
  io.log("main", "is done");
  return { fired, called: woken };
};

export default program;
