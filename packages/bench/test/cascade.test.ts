import { expect, test } from "vitest";
import { cancelAll, cancelOnce } from "../src/cascade.js";
import type { Cascade, Shape, Tasks } from "../src/suite.js";

const shape: Shape = { width: 2, depth: 3 };
const GRACE = 20;

/** Begins all tasks, and ends so many of them when it is cancelled. */
const ending = (count: number, label: Cascade["label"]): Cascade => ({
  label,
  start({ width, depth }: Shape, { enter, leave }: Tasks) {
    for (let i = 0; i < width * depth; i++) enter();
    return async () => {
      await Promise.resolve();
      for (let i = 0; i < count; i++) leave();
    };
  },
});

test("tasks that all end MUST count as none that goes on, after a time", async () => {
  const { leaked, nanoseconds } = await cancelOnce(
    ending(6, "stops all"),
    shape,
  );
  expect(leaked).toBe(0);
  expect(nanoseconds).toBeGreaterThanOrEqual(0);
  expect(nanoseconds).toBeLessThan(Infinity);
});

test("tasks that have not ended in time MUST be counted, and it is never quiet", async () => {
  const cascade = ending(4, "leaks");
  expect(await cancelOnce(cascade, shape, GRACE)).toEqual({
    leaked: 2,
    nanoseconds: Infinity,
  });
});

test("tasks that do not begin MUST fail the cascade", async () => {
  const cascade: Cascade = {
    label: "stops all",
    start(_, { enter }) {
      enter();
      return () => {};
    },
  };
  await expect(cancelOnce(cascade, shape, GRACE)).rejects.toThrow(
    new Error("only 1 of 6 tasks have begun"),
  );
});

test("what fails a cancel MUST fail the cascade", async () => {
  const cascade: Cascade = {
    label: "stops all",
    start(of, tasks) {
      ending(0, "leaks").start(of, tasks);
      return () => Promise.reject(new Error("a bug"));
    },
  };
  await expect(cancelOnce(cascade, shape)).rejects.toThrow("a bug");
});

test("one that leaks MUST have no figure, and the others go on", async () => {
  const effort = { round: 1, warmUp: 0, row: 0, leastRounds: 3, kept: 1 };
  const cascades = {
    subject: ending(6, "stops all"),
    "fp-ts": ending(0, "leaks"),
  };
  expect(await cancelAll(cascades, effort, { shape, grace: GRACE })).toEqual({
    subject: {
      label: "stops all",
      leaked: 0,
      figures: expect.objectContaining({ rounds: 3 }),
    },
    "fp-ts": { label: "leaks", leaked: 6, figures: { none: "never" } },
  });
});
