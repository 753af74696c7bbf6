import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import type { Table } from "spec";
import { describe, expect, test, vi } from "vitest";
import { ofBuilt } from "./built.js";
import { compare, ended, start, temporary } from "./command.js";

describe("bad input", () => {
  test.each([
    [["run", "canceling"], 'unknown scenario "canceling"', "cancellation"],
    [["run", "syntax", "-s", "lwt-stile"], "unknown style", "lwt-style"],
    [["tabel"], 'unknown command "tabel"', "table"],
    [["table", "--jsn"], "unknown option '--jsn'", "--json"],
    [["trace", "executer"], "unknown scenario", "executor"],
    [["run"], "missing required argument", "scenario"],
    [["run", "read-files", "--with", "a=/no/such"], "no file", "/no/such"],
    [["run", "echo-server", "--with", "port=x"], "whole number", "65535"],
    [["table", "--json", "--markdown"], "exclude each other", "give one"],
  ])(
    "%j MUST give one line on stderr and exit code 2",
    async (args, ...says) => {
      const { code, stdout, stderr } = await compare(...args);
      expect(code).toBe(2);
      expect(stdout).toBe("");
      expect(stderr.trimEnd().split("\n")).toHaveLength(1);
      for (const words of says) expect(stderr).toContain(words);
    },
  );
});

describe.each(["lwt-style", "tokio-style", "promise-style"])(
  "%s, when something fails",
  (style) => {
    test("a folder in place of a file MUST give one line and exit code 2", async () => {
      const { code, stdout, stderr } = await compare(
        "run",
        "read-files",
        "-s",
        style,
        "--with",
        `b=${tmpdir()}`,
      );
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(
        /^compare: read-files in .* failed: .*EISDIR.*\n$/,
      );
      expect(readdirSync(temporary)).toEqual([]);
    });

    test("a port in use MUST give one line and exit code 2", async () => {
      const taken = createServer().listen(0, "127.0.0.1");
      await once(taken, "listening");
      const { port } = taken.address() as AddressInfo;
      const { code, stdout, stderr } = await compare(
        "run",
        "echo-server",
        "-s",
        style,
        "--with",
        `port=${port}`,
      );
      taken.close();
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(
        /^compare: echo-server in .* failed: .*EADDRINUSE.*\n$/,
      );
      expect(stderr).toContain(String(port));
    });

    test("a worker that throws MUST give its error in one line and exit code 1", async () => {
      const { code, stdout, stderr } = await compare(
        "run",
        "cpu-parallelism",
        "-s",
        style,
        "--with",
        "limit=-1",
      );
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(
        /^compare: cpu-parallelism in .* failed: .*the limit must be 0 or more, and is -1\n$/,
      );
    });
  },
);

test("Ctrl-C while a program blocks its thread MUST exit with 130, leave no file and no child", async () => {
  const parent = start(
    "run",
    "cpu-parallelism",
    ...ofBuilt,
    "--with",
    "limit=100000000",
  );
  const result = ended(parent);
  const child = await vi.waitUntil(() => childOf(parent.pid), {
    timeout: 10_000,
  });
  parent.kill("SIGINT");
  const { code, stdout, stderr } = await result;
  expect([code, stdout]).toEqual([130, ""]);
  expect(stderr.trim()).toBe("compare: interrupted");
  expect(readdirSync(temporary)).toEqual([]);
  await vi.waitUntil(() => !isAlive(child), { timeout: 10_000 });
});

function childOf(pid: number | undefined): number | undefined {
  const { stdout } = spawnSync("pgrep", ["-P", String(pid)]);
  return Number.parseInt(stdout.toString(), 10) || undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("run MUST print the trace and the result, as data with --json", async () => {
  const { code, stdout, stderr } = await compare(
    "run",
    "fan-out",
    "--json",
    ...ofBuilt,
  );
  expect([code, stderr]).toEqual([0, ""]);
  const { runs } = JSON.parse(stdout) as {
    readonly runs: readonly {
      readonly style: string;
      readonly result: { readonly results: readonly number[] };
      readonly trace: readonly unknown[];
    }[];
  };
  expect(runs.map(({ style }) => style)).toEqual(
    expect.arrayContaining(["lwt-style", "tokio-style"]),
  );
  for (const { result, trace } of runs) {
    expect(result.results).toEqual([1, 4, 9, 16, 25, 36]);
    expect(trace.length).toBeGreaterThan(0);
  }
});

test("run as text MUST fit 80 columns and carry no colour when NO_COLOR is set", async () => {
  const { stdout } = await compare("run", "cancellation", ...ofBuilt);
  expect(stdout).not.toContain("\u001B");
  for (const line of stdout.split("\n"))
    expect(line.length, line).toBeLessThanOrEqual(80);
});

test("trace MUST show each port beside its original, and as data with --json", async () => {
  const { code, stdout, stderr } = await compare(
    "trace",
    "executor",
    ...ofBuilt,
  );
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("Lwt 5.6.1");
  expect(stdout).toContain("Tokio 1.24.2");
  const data = await compare("trace", "executor", "--json", "-s", "lwt-style");
  expect(JSON.parse(data.stdout)).toMatchObject({
    traces: [{ style: "lwt-style", original: "Lwt 5.6.1", same: true }],
  });
});

test("trace of a style that mirrors no original MUST stand alone", async () => {
  const { code, stdout } = await compare(
    "trace",
    "executor",
    "-s",
    "promise-style",
  );
  expect(code).toBe(0);
  expect(stdout).toContain("\n  promise-style\n  @0ms  main  hands over");
});

describe("table", () => {
  test("twice MUST give the same verdicts, five rows and a measured figure in each cell", async () => {
    const tables = [];
    for (let time = 0; time < 2; time += 1) {
      const { code, stdout, stderr } = await compare(
        "table",
        "--json",
        ...ofBuilt,
      );
      expect([code, stderr]).toEqual([0, ""]);
      tables.push(JSON.parse(stdout) as Table);
    }
    for (const { rows, styles } of tables) {
      expect(rows).toHaveLength(5);
      expect(styles.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["lwt-style", "tokio-style"]),
      );
      for (const cell of rows.flatMap(({ cells }) => cells))
        expect(
          cell.evidence.filter(
            ({ source, value }) =>
              source === "measured" && typeof value === "number",
          ),
          cell.style,
        ).not.toEqual([]);
    }
    const verdicts = tables.map(({ rows, mistakes }) =>
      [...rows, ...mistakes].map(({ aspect, cells }) => [
        aspect,
        ...cells.map(({ verdict }) => verdict),
      ]),
    );
    expect(verdicts[1]).toEqual(verdicts[0]);
  });

  test("MUST refute each of the page's known mistakes", async () => {
    const { stdout } = await compare("table", "--json", ...ofBuilt);
    const { rows, mistakes } = JSON.parse(stdout) as Table;
    const refuted = [...rows, ...mistakes].flatMap(({ aspect, cells }) =>
      cells
        .filter(({ verdict }) => verdict === "refuted")
        .map(({ original }) => `${aspect}: ${original}`),
    );
    expect(refuted).toEqual([
      "Cancellation: Lwt 5.6.1",
      "Zero-cost: Tokio 1.24.2",
      "The OCaml test of approach 3: Lwt 5.6.1",
      "The program of “OCaml Approach”: Lwt 5.6.1",
    ]);
  });
});
