/** The small futures of which the programs are made. */
import { Effect, Exit, Option } from "effect";
import { branch, fn, task, time } from "../src/index.js";
import { log, noisy } from "./support.js";

const { sleep } = time;
const { yieldNow } = task;

export const steps = fn(function* (name: string, count: number) {
  for (let i = 0; i < count; i++) {
    log(`${name} ${i}`);
    yield* yieldNow();
  }
});

export const nap = fn(function* (name: string, millis: number) {
  log(`${name} in`);
  using _ = noisy(name);
  yield* sleep(millis);
  log(`${name} out`);
  return name;
});

export const say = (event: unknown) => Effect.sync(() => log(event));
export const none = (event?: string) =>
  Effect.sync(() => {
    if (event !== undefined) log(event);
    return Option.none<number>();
  });
export const inner = fn(function* (name: string, nested: string) {
  using _ = noisy(name);
  yield* nap(nested, 5);
});
export const isOk = <A, E>(future: Effect.Effect<A, E>) =>
  Effect.map(Effect.exit(future), Exit.isSuccess);
export const value = (n: number) => branch(Effect.void, { handler: () => n });
