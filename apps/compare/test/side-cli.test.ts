import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { applyPatch } from "diff";
import { scenarioIds } from "spec";
import { describe, expect, test } from "vitest";
import { compare, compareIn, temporary } from "./command.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

describe("bad input to side", () => {
  test.each([
    [["canceling"], 'unknown scenario "canceling"', "cancellation"],
    [["syntax", "--styles", "lwt"], 'unknown style "lwt"', "lwt-style"],
    [["syntax", "--styles", "ocaml,rost"], 'unknown style "rost"', "rust"],
    [["syntax", "--jsn"], "unknown option '--jsn'", "--json"],
    [["syntax", "--json", "--diff"], "exclude each other", "give one"],
    [["syntax", "--diff", "--styles", "rust"], "two styles", "1: rust"],
    [["--html", "page.html"], "--html needs a scenario", "compare side"],
    [["syntax", "--html", "/no/such/page.html"], "/no/such", "no such folder"],
    [["syntax", "--html", "/"], "/ is a folder", "name a file"],
  ])(
    "%j MUST give one line on stderr and exit code 2",
    async (args, ...says) => {
      const { code, stdout, stderr } = await compare("side", ...args);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr.trimEnd().split("\n")).toHaveLength(1);
      for (const words of says) expect(stderr).toContain(words);
    },
  );
});

test("side alone MUST list every scenario, one line each, in 80 columns", async () => {
  const { code, stdout, stderr } = await compare("side");
  expect([code, stderr]).toEqual([0, ""]);
  const lines = stdout.trimEnd().split("\n");
  expect(lines.map((line) => line.split(" ")[0])).toEqual(scenarioIds);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
});

describe("side", () => {
  test("it MUST show the two ports by default, with the share of aligned lines", async () => {
    const { code, stdout, stderr } = await compare("side", "cancellation");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("packages/lwt-style/programs/cancellation.ts");
    expect(stdout).toContain("packages/tokio-style/programs/cancellation.ts");
    expect(stdout).not.toContain("packages/spec/");
    expect(stdout).toMatch(/\n\d+ of \d+ lines .* \(\d+ %\) .*\n$/);
  });

  test.each(["80", "120", "200"])(
    "its colours at %s columns MUST change nothing but the colour",
    async (COLUMNS) => {
      const args = ["side", "timeout", "--styles", "lwt-style,rust"];
      const plain = await compareIn({ COLUMNS }, ...args);
      const coloured = await compareIn(
        { COLUMNS, NO_COLOR: "", FORCE_COLOR: "1" },
        ...args,
      );
      expect(plain.stdout).not.toContain("\u001B");
      expect(coloured.stdout).toContain("\u001B[35m");
      expect(stripVTControlCharacters(coloured.stdout)).toBe(plain.stdout);
      // A colour ends in the line in which it starts.
      for (const line of coloured.stdout.split("\n")) {
        const codes = line.split("\u001B[").map((part) => parseInt(part, 10));
        const ends = codes.filter((code) => code === 39 || code === 22);
        expect(codes.slice(1).length).toBe(ends.length * 2);
      }
    },
  );

  test("a pipe MUST have no colours, not even on a build server", async () => {
    const { stdout } = await compareIn(
      { NO_COLOR: "", FORCE_COLOR: "", CI: "1" },
      "side",
      "timeout",
    );
    expect(stdout).not.toContain("\u001B");
  });

  test("--diff MUST print a patch that makes one program the other", async () => {
    const { code, stdout, stderr } = await compare(
      "side",
      "fan-out",
      "--diff",
      "--styles",
      "tokio-style,lwt-style",
    );
    expect([code, stderr]).toEqual([0, ""]);
    const [from, to] = ["tokio-style", "lwt-style"].map(
      (name) => `packages/${name}/programs/fan-out.ts`,
    );
    expect(stdout.split("\n").slice(0, 2)).toEqual([
      `--- ${from}`,
      `+++ ${to}`,
    ]);
    expect(applyPatch(read(from ?? ""), stdout)).toBe(read(to ?? ""));
  });

  test("--json MUST give each line with its place, in rows of a step", async () => {
    const names = ["lwt-style", "ocaml"];
    const { code, stdout, stderr } = await compare(
      "side",
      "syntax",
      "--json",
      "--styles",
      names.join(","),
    );
    expect([code, stderr]).toEqual([0, ""]);
    const { columns, steps } = JSON.parse(stdout) as {
      readonly columns: readonly { readonly path: string }[];
      readonly steps: readonly {
        readonly rows: readonly (readonly ({
          readonly line: number;
          readonly text: string;
        } | null)[])[];
      }[];
    };
    expect(columns).toMatchObject(names.map((name) => ({ name })));
    for (const [column, { path }] of columns.entries()) {
      const lines = read(path).split("\n");
      const shown = steps.flatMap(({ rows }) =>
        rows.flatMap((row) => row[column] ?? []),
      );
      expect(shown.length).toBeGreaterThan(10);
      for (const { line, text } of shown) expect(lines[line - 1]).toBe(text);
    }
  });

  test("--html MUST write the page whole, in place of what was there", async () => {
    const path = join(temporary, "page.html");
    writeFileSync(path, "old");
    const { code, stdout, stderr } = await compare(
      "side",
      "cancellation",
      "--html",
      path,
    );
    expect([code, stdout, stderr]).toEqual([0, `${path}\n`, ""]);
    expect(readFileSync(path, "utf8")).toMatch(
      /^<!doctype html>.*<\/html>\n$/s,
    );
    expect(readdirSync(temporary)).toEqual(["page.html"]);
  });
});
