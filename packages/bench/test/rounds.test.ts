import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { compete, type Effort, type Measure, NoFigure } from "../src/rounds.js";

/** Time does not matter here: each round is as long as its measure says. */
const effort: Effort = {
  round: 1,
  warmUp: 0,
  row: 0,
  leastRounds: 4,
  kept: 7,
};

/** A competitor of so many nanoseconds an operation, one figure a round. */
function steady(log: string[], name: string, ...figures: number[]): Measure {
  let round = 0;
  return async (n) => {
    log.push(name);
    const figure = figures[round % figures.length]!;
    round += 1;
    return figure * n;
  };
}

test("rounds MUST alternate between the competitors", async () => {
  const log: string[] = [];
  const measures = new Map([
    ["a", steady(log, "a", 100)],
    ["b", steady(log, "b", 200)],
  ]);
  await compete(measures, "ns", 1, effort);
  expect(log.join("")).toBe("ab".repeat(5));
});

test("figures MUST be those of one operation", async () => {
  const measures = new Map([["a", steady([], "a", 50, 30, 10, 40, 20)]]);
  const figures = await compete(measures, "ns", 1000, effort);
  expect(figures.get("a")).toEqual({
    min: 10,
    q1: 20,
    median: 30,
    q3: 40,
    max: 40,
    rounds: 4,
  });
});

test("bytes MUST be those of one, of as many as are to be kept", async () => {
  const counts: number[] = [];
  const measure: Measure = async (n) => {
    counts.push(n);
    return n * 48;
  };
  const figures = await compete(new Map([["a", measure]]), "bytes", 1, effort);
  expect(counts).toEqual([7, 7, 7, 7, 7]);
  expect(figures.get("a")).toMatchObject({ min: 48, max: 48 });
});

test("a round MUST hold whole batches, and as many as its time asks for", async () => {
  const counts: number[] = [];
  const measure: Measure = async (n) => {
    counts.push(n);
    return n * 300;
  };
  await compete(new Map([["a", measure]]), "ns", 1000, effort);
  expect(counts).toEqual([1000, 4000, 4000, 4000, 4000]);
});

test("a round that the machine broke off MUST NOT make the later ones short", async () => {
  const counts: number[] = [];
  const measure: Measure = async (n) => {
    counts.push(n);
    if (counts.length <= 2) await setTimeout(10);
    return n * (counts.length === 2 ? 100_000 : 100);
  };
  const warmly = { ...effort, warmUp: 15 };
  await compete(new Map([["a", measure]]), "ns", 1, warmly);
  expect(counts.slice(2)).toEqual(counts.slice(2).map(() => 100));
});

test("who cannot do it MUST say why, and the others go on", async () => {
  const measures = new Map<string, Measure>([
    ["a", () => Promise.reject(new NoFigure("stack overflow"))],
    ["b", steady([], "b", 7)],
  ]);
  const figures = await compete(measures, "ns", 1, effort);
  expect(figures.get("a")).toEqual({ none: "stack overflow" });
  expect(figures.get("b")).toMatchObject({ min: 7, rounds: 4 });
});

test("an error of a competitor MUST fail the row", async () => {
  const measures = new Map<string, Measure>([
    ["a", () => Promise.reject(new Error("a bug"))],
  ]);
  await expect(compete(measures, "ns", 1, effort)).rejects.toThrow("a bug");
});
