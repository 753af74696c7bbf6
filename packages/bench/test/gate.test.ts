import { expect, test } from "vitest";
import { choice, race, starts } from "../src/classes.js";
import { contradictions } from "../src/gate.js";
import type { Class, Row, Suite } from "../src/suite.js";

const nothing = (): void => {};
const row = (id: string): Row => ({
  id,
  title: id,
  unit: "ns",
  original: false,
  runs: { subject: nothing, native: nothing },
});
const suiteWith = (...classes: Class[]): Suite => ({
  subject: "lwt-style",
  rivals: ["native", "fp-ts"],
  rows: [row("pick"), row("choose")],
  classes,
});
const wrong = (...classes: Class[]) => contradictions(suiteWith(...classes));

const eager = (ran: () => void): unknown => Promise.resolve().then(ran);
const lazy = (ran: () => void) => () => ran();

test("labels that are true MUST pass", async () => {
  expect(
    await wrong(
      starts("subject", "eager", eager),
      starts("native", "lazy", lazy),
    ),
  ).toEqual([]);
});

test("an operation that begins by itself MUST NOT pass as lazy", async () => {
  expect(await wrong(starts("native", "lazy", eager))).toEqual([
    'lwt-style: pick, choose: native is labelled "lazy", and a probe found "eager"',
  ]);
});

test("one that waits to be awaited MUST NOT pass as eager", async () => {
  expect(await wrong(starts("subject", "eager", lazy))).toEqual([
    'lwt-style: pick, choose: lwt-style is labelled "eager", and a probe found "lazy"',
  ]);
});

test("a loser that goes on MUST NOT pass as stopped", async () => {
  const goesOn = async (wentOn: () => void) => wentOn();
  const stops = async () => {};
  expect(
    await wrong(
      race("subject", "stops the loser", ["pick"], stops),
      race("native", "stops the loser", ["pick"], goesOn),
      race("native", "leaves the loser", ["choose"], goesOn),
    ),
  ).toEqual([
    'lwt-style: pick: native is labelled "stops the loser", and a probe found "leaves the loser"',
  ]);
});

test.each([
  ["in order", () => 0, "fair"],
  ["fair", (round: number) => round % 3, "in order"],
  ["neither: 0, 150, 150 of 300", (round: number) => 1 + (round % 2), "fair"],
  ["neither: 249, 49, 2 of 300", byShares(249, 49, 2), "fair"],
] as const)(
  "a choice that is %s MUST be found out",
  async (is, pick, label) => {
    let round = 0;
    const picks = async () => pick(round++);
    expect(await wrong(choice("subject", label, ["pick"], picks))).toEqual([
      `lwt-style: pick: lwt-style is labelled "${label}", and a probe found "${is}"`,
    ]);
  },
);

function byShares(first: number, second: number, third: number) {
  const rounds = [first, second, third].flatMap((share, place) =>
    Array.from({ length: share }, () => place),
  );
  return (round: number): number => rounds[round]!;
}

test("what is said of rows that are not measured MUST NOT be probed", async () => {
  const suite = suiteWith(race("native", "stops the loser", ["pick"], never));
  expect(await contradictions(suite, ["choose"])).toEqual([]);
});

const never = () => Promise.reject(new Error("was probed"));

test("what is said of nobody, or of no row, MUST be refused", async () => {
  expect(
    await wrong(
      starts("Effect", "lazy", lazy),
      race("native", "leaves the loser", ["pik"], never),
      race("fp-ts", "leaves the loser", ["pick"], never),
    ),
  ).toEqual([
    'lwt-style: "lazy" is said of Effect, who is not there',
    'lwt-style: "leaves the loser" is said of native in pik, which is not there',
    'lwt-style: "leaves the loser" is said of fp-ts in pick, which is not there',
  ]);
});
