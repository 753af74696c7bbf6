import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { variants } from "../src/costs/variants.js";
import { ofBuilt } from "./built.js";
import { childrenOf, compare, ended, isAlive, start } from "./command.js";

interface Report {
  readonly figures: readonly {
    readonly contender: string;
    readonly variant: string;
    readonly connections: number;
    readonly messages: number;
    readonly bytes: number;
    readonly failure?: string;
    readonly fault?: string;
  }[];
}

/** A few, so that a thread for each is no burden. */
const FEW = ["-c", "10", "--messages", "3", "--size", "100", "--no-originals"];

/** A process or two for each server and variant, on a machine that is busy. */
const SLOW = 240_000;

test.each([
  [["--connections", "0"], "--connections must be a whole number"],
  [["--size", "65537"], "from 1 to 65536"],
  [["--variant", "buzy"], 'unknown variant "buzy": did you mean "busy"?'],
  [["--json", "--markdown"], "exclude each other"],
])(
  "c10k %j MUST give one line on stderr and exit code 2",
  async (args, says) => {
    const { code, stdout, stderr } = await compare("c10k", ...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(says);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  },
);

test("too few open files MUST give one line that says what to set, before anything starts", () => {
  const main = fileURLToPath(new URL("../dist/src/main.js", import.meta.url));
  const { status, stdout, stderr } = spawnSync(
    "sh",
    ["-c", `ulimit -n 200; exec "$0" "$1" c10k -c 300`, process.execPath, main],
    { encoding: "utf8" },
  );
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toBe(
    'compare: 300 connections take 364 open files in the server and in the load, and 200 are allowed: set "ulimit -n 364", or give fewer --connections\n',
  );
});

test(
  "c10k MUST bring back each byte in each style, whatever the connections do",
  {
    timeout: SLOW,
  },
  async () => {
    const { code, stdout, stderr } = await compare(
      "c10k",
      ...FEW,
      ...ofBuilt,
      "--variant",
      "all",
      "--json",
    );
    expect([code, stderr]).toEqual([0, ""]);
    const { figures } = JSON.parse(stdout) as Report;
    const names = new Set(figures.map(({ contender }) => contender));
    for (const contender of ["lwt-style, LwtUnix", "tokio-style", "node:net"])
      expect([...names]).toContain(contender);
    expect(figures).toHaveLength(names.size * Object.keys(variants).length);
    for (const one of figures) {
      const { variant, messages, bytes, fault, failure } = one;
      const which = `${one.contender}, ${variant}`;
      expect([fault, failure], which).toEqual([undefined, undefined]);
      const rare = variants[variant]?.others?.role;
      const sent = rare === "idle" ? 300 : rare ? 27 : 30;
      expect(messages, which).toBe(sent);
      expect(bytes, which).toBe(sent * 100 + (rare === "slow" ? 2 ** 20 : 0));
    }
  },
);

test("c10k as text MUST fit 80 columns", async () => {
  const { stdout } = await compare("c10k", ...FEW, "-s", "promise-style");
  const tables = stdout.split("\n").filter((line) => /^(\S+ )+ +\d/.test(line));
  expect(tables.length).toBeGreaterThanOrEqual(4);
  for (const line of tables) expect(line.length, line).toBeLessThanOrEqual(80);
});

test("Ctrl-C under load MUST exit with 130 and leave neither the server nor the load", async () => {
  const parent = start(
    "c10k",
    "-c",
    "100",
    "--messages",
    "1000000",
    "-s",
    "lwt-style",
    "--no-originals",
  );
  const result = ended(parent);
  const children = await vi.waitUntil(
    () => {
      const all = childrenOf(parent.pid);
      return all.length === 2 && all;
    },
    { timeout: 20_000 },
  );
  parent.kill("SIGINT");
  const { code, stdout, stderr } = await result;
  expect([code, stdout]).toEqual([130, ""]);
  expect(stderr.trim()).toBe("compare: interrupted");
  for (const child of children)
    await vi.waitUntil(() => !isAlive(child), { timeout: 10_000 });
});

test("a load that is not done in time MUST be ended and said so", async () => {
  const { code, stdout, stderr } = await compare(
    "c10k",
    "-c",
    "2",
    "--messages",
    "1000000",
    "--timeout",
    "3",
    "-s",
    "promise-style",
    "--json",
  );
  const { figures } = JSON.parse(stdout) as Report;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^compare: .*not done within 3 s\n$/);
  expect(figures.length).toBeGreaterThan(1);
  for (const { failure } of figures)
    expect(failure).toMatch(/traffic: not done within 3 s$/);
});
