import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Failure, UsageError } from "../src/errors.js";
import { findStyles } from "side/node";
import { chooseStyles, loadStyle } from "../src/styles.js";
import type { StylePackage } from "side/node";

let folder: string;
let url: URL;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "compare-styles-"));
  url = pathToFileURL(`${folder}/`);
});

afterEach(() => rmSync(folder, { recursive: true }));

function stylePackage(
  name: string,
  exports: object,
  module = "",
  rest: object = {},
): void {
  mkdirSync(join(folder, name));
  writeFileSync(
    join(folder, name, "package.json"),
    JSON.stringify({ name, type: "module", exports, ...rest }),
  );
  writeFileSync(join(folder, name, "style.js"), module);
}

function theOnly(): StylePackage {
  const [style] = findStyles(url);
  if (style === undefined) throw new Error("there is no style");
  return style;
}

const exportsStyle = { "./style": { default: "./style.js" } };

test("findStyles MUST find each folder named *-style, sorted, and no other", () => {
  stylePackage("csp-style", exportsStyle);
  stylePackage("actor-style", exportsStyle);
  stylePackage("spec", {});
  mkdirSync(join(folder, "left-over-style"));
  expect(findStyles(url).map(({ name }) => name)).toEqual([
    "actor-style",
    "csp-style",
  ]);
});

test("findStyles MUST put a control behind the styles that mirror an original", () => {
  stylePackage("actor-style", exportsStyle, "", {
    "async-styles": { control: true },
  });
  stylePackage("fiber-style", exportsStyle);
  stylePackage("csp-style", exportsStyle);
  expect(findStyles(url).map(({ name }) => name)).toEqual([
    "csp-style",
    "fiber-style",
    "actor-style",
  ]);
});

test("findStyles MUST name the package that exports no style", () => {
  stylePackage("csp-style", {});
  expect(() => findStyles(url)).toThrow(
    'packages/csp-style exports no "./style"',
  );
});

test("chooseStyles MUST keep the order asked for, each style once", () => {
  stylePackage("actor-style", exportsStyle);
  stylePackage("csp-style", exportsStyle);
  const found = findStyles(url);
  expect(
    chooseStyles(["csp-style", "actor-style", "csp-style"], found).map(
      ({ name }) => name,
    ),
  ).toEqual(["csp-style", "actor-style"]);
  expect(chooseStyles([], found)).toEqual(found);
});

test("chooseStyles MUST refuse an unknown name with the nearest one", () => {
  stylePackage("actor-style", exportsStyle);
  stylePackage("csp-style", exportsStyle);
  const found = findStyles(url);
  const choose = () => chooseStyles(["cps-style"], found);
  expect(choose).toThrow(UsageError);
  expect(choose).toThrow('did you mean "csp-style"?');
});

test("loadStyle MUST say which module could not be loaded and why", async () => {
  stylePackage("csp-style", exportsStyle, "throw new Error('broken');");
  await expect(loadStyle(theOnly())).rejects.toThrow(Failure);
  await expect(loadStyle(theOnly())).rejects.toThrow(/csp-style.*broken/);
});

test("loadStyle MUST refuse a module without a style", async () => {
  stylePackage("csp-style", exportsStyle, "export const other = 1;");
  await expect(loadStyle(theOnly())).rejects.toThrow('exports no "style"');
});
