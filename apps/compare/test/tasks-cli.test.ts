import { expect, test, vi } from "vitest";
import { ofBuilt } from "./built.js";
import { childrenOf, compare, ended, isAlive, start } from "./command.js";

interface Report {
  readonly figures: readonly {
    readonly contender: string;
    readonly shape: string;
    readonly n: number;
    readonly pendingAtOnce: number;
    readonly failure?: string;
  }[];
  readonly growths: readonly {
    readonly contender: string;
    readonly shape: string;
  }[];
  readonly reaches: readonly { readonly contender: string }[];
}

/** A process for each run, on a machine that is busy. */
const SLOW = 240_000;

/** A few, so that a thread for each is no burden. */
const FEW = ["--count", "1,5", "--runs", "1", "--no-originals"];

test.each([
  [
    ["--count", "0"],
    '--count must be a whole number from 1 to 10000000, and is "0"',
  ],
  [["--count", "1,x"], 'and is "x"'],
  [["--runs", "0"], "--runs must be a whole number"],
  [["--json", "--markdown"], "exclude each other"],
  [["-s", "lwt-stile"], 'did you mean "lwt-style"?'],
])(
  "tasks %j MUST give one line on stderr and exit code 2",
  async (args, says) => {
    const { code, stdout, stderr } = await compare("tasks", ...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(says);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  },
);

test(
  "tasks MUST have all of them pending at once, in each style and each shape",
  { timeout: SLOW },
  async () => {
    const { code, stdout } = await compare(
      "tasks",
      ...FEW,
      ...ofBuilt,
      "--json",
    );
    expect(code).toBe(0);
    const { figures, growths, reaches } = JSON.parse(stdout) as Report;
    for (const { n, pendingAtOnce, failure, contender } of figures)
      expect([pendingAtOnce, failure], contender).toEqual([n, undefined]);
    const seen = figures.map(
      ({ contender, shape, n }) => `${contender}, ${shape}: ${n}`,
    );
    for (const contender of [
      "lwt-style",
      "fp-ts Task",
      "tokio-style",
      "raw Effect",
      "native promises",
    ])
      for (const shape of ["awaited", "spawned"])
        for (const n of [1, 5])
          expect(seen).toContain(`${contender}, ${shape}: ${n}`);
    expect(seen).toContain("worker threads, spawned: 5");
    expect(growths.length).toBe(seen.length / 2);
    expect(new Set(reaches.map(({ contender }) => contender))).toEqual(
      new Set(["lwt-style", "tokio-style"]),
    );
  },
);

test("tasks as text MUST fit 80 columns, and as Markdown have two tables", async () => {
  const [text, markdown] = await Promise.all([
    compare("tasks", ...FEW, "-s", "promise-style"),
    compare("tasks", ...FEW, "-s", "promise-style", "--markdown"),
  ]);
  expect(text.stdout).not.toContain("\u001B");
  const [tables = ""] = text.stdout.split("\n\nraw ");
  for (const line of tables
    .split("\n")
    .filter((one) => /^\S+ \S+ {2}/.test(one)))
    expect(line.length, line).toBeLessThanOrEqual(80);
  expect(markdown.stdout.match(/^\| --- \|/gm)).toHaveLength(2);
});

test("Ctrl-C while tasks wait MUST exit with 130 and leave no process", async () => {
  const parent = start(
    "tasks",
    "--count",
    "100000",
    "-s",
    "lwt-style",
    "--no-originals",
  );
  const result = ended(parent);
  const child = await vi.waitUntil(() => childrenOf(parent.pid)[0], {
    timeout: 10_000,
  });
  parent.kill("SIGINT");
  const { code, stdout, stderr } = await result;
  expect([code, stdout]).toEqual([130, ""]);
  expect(stderr.trim()).toBe("compare: interrupted");
  await vi.waitUntil(() => !isAlive(child), { timeout: 10_000 });
});
