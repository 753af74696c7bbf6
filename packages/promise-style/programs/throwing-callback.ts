import { sleep } from "promise-style";
import { onUnhandledRejection } from "promise-style/node";
import type { ProgramOf } from "spec";

const program: ProgramOf<"throwing-callback"> = async (io) => {
  const heard: string[] = [];
  using _hook = onUnhandledRejection((reason) => {
    heard.push((reason as Error).message);
  });
  const throws = (lane: string) => (): never => {
    io.log(lane, "throws");
    throw new Error(lane);
  };
  const seen: string[] = [];
  const caught = (event: string, error: unknown) => {
    const { message } = error as Error;
    io.log("main", event, message);
    seen.push(message);
  };

  // 1. late throws after a wait, and main finds it in what it waits for
  io.log("late", "waits");
  const late = sleep(10).then(throws("late"));
  try {
    await late;
  } catch (error) {
    caught("is told", error);
  }

  // 2. early throws before any wait, and whoever calls it has it thrown at
  // An async function would never do so: it gives a rejected promise.
  const early = (): Promise<void> => throws("early")();
  try {
    void early();
  } catch (error) {
    caught("catches", error);
  }

  // 3. stray throws in a callback that nobody waits for
  let fire = (): void => {};
  const event = new Promise<void>((resolve) => (fire = resolve));
  void event.then(throws("stray"));
  // 4. its neighbour, which waits for the same event, runs all the same
  void event.then(() => io.log("neighbour", "runs"));
  io.log("main", "fires");
  fire();
  await sleep(10);
  io.log("main", "is done");

  // 5. the hook has heard of the stray one
  io.log("hook", "has heard", heard);
  return { seen, heard };
};

export default program;
