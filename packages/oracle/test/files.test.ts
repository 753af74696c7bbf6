import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  findOrphans,
  findSources,
  findStyleOrphans,
  findStyleSources,
  writeAtomically,
} from "../src/index.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "oracle-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("writeAtomically MUST replace a file and leave nothing beside it", () => {
  const path = join(folder, "a.json");
  writeFileSync(path, "a longer text that was there before");
  writeAtomically(path, "new");
  expect(readFileSync(path, "utf8")).toBe("new");
  expect(readdirSync(folder)).toEqual(["a.json"]);
});

test("writeAtomically MUST leave nothing behind when it fails", () => {
  mkdirSync(join(folder, "taken", "inside"), { recursive: true });
  expect(() => writeAtomically(join(folder, "taken"), "new")).toThrow();
  expect(readdirSync(folder)).toEqual(["taken"]);
});

function scenario(id: string, ...files: readonly string[]): void {
  mkdirSync(join(folder, id), { recursive: true });
  for (const file of files) writeFileSync(join(folder, id, file), "");
}

test("findSources MUST find the programs by scenario, Lwt before Tokio", () => {
  scenario("two", "evidence.rs", "evidence.ml", "page.ml", "scenario.md");
  scenario("one", "evidence.rs");
  scenario("none", "scenario.md");
  expect(
    findSources(folder).map(({ scenario: id, language, page }) => [
      id,
      language,
      page !== undefined,
    ]),
  ).toEqual([
    ["one", "rust", false],
    ["two", "ocaml", true],
    ["two", "rust", false],
  ]);
});

test("findSources MUST tell a program with a trace from one with evidence", () => {
  scenario("one", "tokio.rs", "lwt.ml", "evidence.ml", "page.ml");
  expect(
    findSources(folder).map(({ kind, page, recording }) => [
      kind,
      page !== undefined,
      recording,
    ]),
  ).toEqual([
    ["evidence", true, join(folder, "one", "lwt.evidence.json")],
    ["trace", false, join(folder, "one", "lwt.trace")],
    ["trace", false, join(folder, "one", "tokio.trace")],
  ]);
});

test("findOrphans MUST find a recording whose program is gone", () => {
  scenario("one", "evidence.ml", "lwt.evidence.json", "tokio.evidence.json");
  scenario("two", "evidence.ml", "lwt.trace", "tokio.trace", "tokio.rs");
  expect(findOrphans(folder)).toEqual([
    join(folder, "one", "tokio.evidence.json"),
    join(folder, "two", "lwt.trace"),
  ]);
});

test("findStyleSources MUST find the programs of the styles, the public names first", () => {
  scenario("a-style/api", "lwt.ml", "lwt.api", "names.ts", "tokio.rs");
  scenario("a-style/test/recorded", "two.ml", "one.ml", "one.trace", "rust.rs");
  scenario("b-style", "package.json");
  scenario("other/api", "lwt.ml");
  const recorded = join(folder, "a-style", "test", "recorded");
  expect(
    findStyleSources(folder).map(({ scenario: id, kind, recording }) => [
      id,
      kind,
      recording,
    ]),
  ).toEqual([
    ["a-style/lwt", "api", join(folder, "a-style", "api", "lwt.api")],
    ["a-style/tokio", "api", join(folder, "a-style", "api", "tokio.api")],
    ["a-style/one", "lines", join(recorded, "one.trace")],
    ["a-style/two", "lines", join(recorded, "two.trace")],
  ]);
});

test("findStyleOrphans MUST find a recording of a style whose program is gone", () => {
  scenario("a-style/api", "lwt.api");
  scenario("a-style/test/recorded", "a.ml", "a.trace", "b.rs", "b.trace");
  scenario("a-style/test/recorded", "c.trace");
  expect(findStyleOrphans(folder)).toEqual([
    join(folder, "a-style", "api", "lwt.api"),
    join(folder, "a-style", "test", "recorded", "c.trace"),
  ]);
});
