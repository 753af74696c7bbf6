/** Where later versions of Lwt do otherwise: this is 5.6.1, as recorded. */
import { expect, test } from "vitest";
import { Lwt, LwtMain, LwtResult, LwtStream } from "../src/index.js";
import { recorded, traceMain } from "./support.js";

const lwt = recorded("cases.trace");

const boom = (): never => {
  throw new Error("Boom");
};

const state = (p: Lwt.Promise<unknown>): string => {
  const { _tag } = Lwt.state(p);
  return { Return: "fulfilled", Fail: "rejected", Sleep: "pending" }[_tag];
};

const outcome = (f: () => Lwt.Promise<unknown>): string => {
  try {
    return state(f());
  } catch {
    return "thrown";
  }
};

test("pauses MUST be woken twice in a turn of main, yields once", async () => {
  const seen = await traceMain((log) => {
    const go = Lwt.fn(function* (
      wait: () => Lwt.Promise<void>,
      name: string,
      times: number,
    ) {
      for (let left = times; left > 0; left -= 1) {
        log(name);
        yield* wait();
      }
    });
    // OCaml makes the elements of a list from its end on.
    const pauses = go(Lwt.pause, "pause", 6);
    return Lwt.join([go(LwtMain.yield, "yield", 3), pauses]);
  });
  expect(seen.replaceAll("; ", " ")).toBe(
    lwt.get("Pauses are woken twice in a turn of main, yields once"),
  );
});

test.each<[string, () => Lwt.Promise<unknown>]>([
  [
    "What the function of a stream throws is thrown out of get",
    () => LwtStream.get(LwtStream.from(boom)),
  ],
  [
    "LwtResult.catch takes a promise, so what throws before is thrown",
    () => LwtResult.catch(boom()),
  ],
  [
    "A stack that has overflowed is an exception as any other",
    () => {
      const deep = (n: number): number => 1 + deep(n + 1);
      return Lwt.map(deep, Lwt.return(0));
    },
  ],
])("MUST be so: %s", (title, program) => {
  expect(outcome(program)).toBe(lwt.get(title));
});
