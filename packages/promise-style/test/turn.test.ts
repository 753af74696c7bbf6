/** In a browser there is no setImmediate: turns are messages there. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
// Read anew for each test, so not through the public door.
const load = () => import("../src/internal/turn.js");

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal("setImmediate", undefined);
});
afterEach(() => vi.unstubAllGlobals());

test("a turn MUST begin when no microtask is left", async () => {
  const { turn } = await load();
  const seen: string[] = [];
  const began = turn().then(() => seen.push("turn"));
  for (let n = 0; n < 100; n += 1) await Promise.resolve();
  seen.push("microtasks");
  await began;
  expect(seen).toEqual(["microtasks", "turn"]);
});

test("turns MUST come in the order in which they were asked for", async () => {
  const { nextTurn } = await load();
  const seen = await new Promise((resolve) => {
    const numbers: number[] = [];
    for (const n of [1, 2, 3])
      nextTurn(() => {
        if (numbers.push(n) === 3) resolve(numbers);
      });
  });
  expect(seen).toEqual([1, 2, 3]);
});
