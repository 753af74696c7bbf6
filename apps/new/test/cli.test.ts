import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { packageName } from "../src/name.js";

const packages = new URL("../../../packages/", import.meta.url);
const main = fileURLToPath(new URL("../dist/src/main.js", import.meta.url));

const make = (...args: string[]) =>
  spawnSync(process.execPath, [main, ...args], {
    encoding: "utf8",
    input: "",
    env: { ...process.env, NO_COLOR: "1" },
  });

describe("bad input", () => {
  test.each([
    [[], "missing required argument"],
    [["Csp"], '"Csp" cannot name a style: give lower-case words'],
    [["../csp"], "cannot name a style"],
    [["csp/x"], "cannot name a style"],
    [["style"], "cannot name a style"],
    [["-style"], "unknown option"],
    [["c--sp"], "cannot name a style"],
    [["x".repeat(41)], "too long"],
    [["lwt"], "packages/lwt-style exists already: choose another name"],
    [["lwt-style"], "packages/lwt-style exists already"],
    [["csp", "--title", "two\nlines"], "the title must be a line"],
    [["csp", "extra"], "too many arguments"],
  ])(
    "%j MUST give one line on stderr, exit code 2, and write nothing",
    (args, says) => {
      const before = readdirSync(packages);
      const { status, stdout, stderr } = make(...args);
      expect([status, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(says);
      expect(stderr).toMatch(/^new: .*\n$/);
      expect(readdirSync(packages)).toEqual(before);
    },
  );
});

test("--help MUST say how it is used, on stdout", () => {
  const { status, stdout, stderr } = make("--help");
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("pnpm new");
});

test("a name MUST get the ending -style once", () => {
  const nowhere = new URL("file:///nowhere/");
  expect(packageName("csp", nowhere)).toBe("csp-style");
  expect(packageName("csp-style", nowhere)).toBe("csp-style");
  expect(packageName("green-threads", nowhere)).toBe("green-threads-style");
});
