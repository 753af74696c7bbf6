/** The command and its processes, as they are built. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type * as source from "../src/measure.js";
import { suite } from "./fixtures/suite.mjs";

const dist = new URL("../dist/src/", import.meta.url);
const built: unknown = await import(new URL("measure.js", dist).href);
const { measureSuite } = built as typeof source;

const asked: source.Asked = {
  url: new URL("fixtures/suite.mjs", import.meta.url),
  suite,
  rows: suite.rows,
  parts: ["rows", "cascade", "leaks", "size"],
  effort: "quick",
  original: {
    command: fileURLToPath(new URL("fixtures/answers.mjs", import.meta.url)),
  },
  progress() {},
};

test("each part of a suite MUST be measured, and its labels be kept", async () => {
  const lines: string[] = [];
  const progress = (line: string) => void lines.push(line);
  const costs = await measureSuite({ ...asked, progress });
  expect(costs).toMatchObject({
    subject: "some-style",
    rivals: ["native"],
    original: "Some",
    overview: { await: "count" },
    labels: [{ contender: "native", label: "in order", rows: ["count"] }],
    cascade: {
      shape: { width: 200, depth: 5 },
      contenders: { subject: { label: "stops all", leaked: 0 } },
    },
    size: null,
  });
  const [row] = costs.rows;
  expect(Object.keys(row!.figures)).toEqual(["subject", "native", "original"]);
  expect(row!.figures["subject"]).toHaveProperty("median");
  // The original's program knows no row of that name.
  expect(row!.figures["original"]).toEqual({ none: "ended" });
  expect(row!.ratios).toEqual({ native: expect.any(Number), original: null });
  const [kept] = costs.leaks;
  expect(kept!.contenders).toMatchObject({
    subject: { label: "flat", found: "flat" },
    native: { label: "leaks", found: "leaks" },
  });
  expect(lines).toEqual([
    "some-style 1/1 count",
    "some-style cancels a cascade",
    "some-style what is kept: subject",
    "some-style what is kept: native",
  ]);
});

test("a part that is not asked for MUST NOT be measured", async () => {
  expect(await measureSuite({ ...asked, parts: ["size"] })).toMatchObject({
    rows: [],
    cascade: null,
    leaks: [],
  });
});

const bench = (...args: string[]) => {
  const main = fileURLToPath(new URL("main.js", dist));
  return spawnSync(process.execPath, [main, ...args], { encoding: "utf8" });
};

test("a wrong argument MUST be told in one line, with status 2", () => {
  expect(bench("--part", "speed")).toMatchObject({
    status: 2,
    stdout: "",
    stderr:
      'bench: no part is called "speed": there are rows, cascade, leaks, size\n',
  });
});

test("help MUST name each option", () => {
  const { status, stdout } = bench("--help");
  expect(status).toBe(0);
  for (const option of ["row", "part", "quick", "json", "markdown", "record"])
    expect(stdout).toContain(`--${option}`);
});
