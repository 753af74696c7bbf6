/** The timer wheel and the clock, as rules. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { gen, runtime, spawn, time } from "../src/index.js";
import { paused, run } from "./support.js";

test("sleepers MUST wake at their deadlines, and never early", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 300_000 }), { maxLength: 40 }),
      async (naps) => {
        const woke = await run(function* () {
          const seen: Array<[number, number]> = [];
          const handles = naps.map((nap) =>
            spawn(
              gen(function* () {
                yield* time.sleep(nap);
                seen.push([nap, time.Instant.now().millis]);
              }),
            ),
          );
          for (const handle of handles) yield* handle;
          return seen;
        });
        expect(woke.every(([nap, at]) => nap === at)).toBe(true);
        const times = woke.map(([, at]) => at);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      },
    ),
  );
});

test("a part of a millisecond MUST be rounded up", async () => {
  using rt = paused();
  const main = gen(function* () {
    yield* time.sleep(0.2);
    return time.Instant.now().millis;
  });
  expect(await rt.blockOn(main)).toBe(1);
});

test("a negative time MUST be refused with what was given", () => {
  expect(() => time.sleep(-1)).toThrow("not -1");
  expect(() => time.interval(0)).toThrow("must be positive, not 0");
});

test("startPaused MUST be refused on a multi-thread runtime", () => {
  expect(() =>
    runtime.Builder.newMultiThread().startPaused(true).build(),
  ).toThrow("current-thread");
});
