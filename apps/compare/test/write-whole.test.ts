import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { UsageError } from "../src/errors.js";
import { writeWhole } from "../src/write-whole.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "compare-write-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("writeWhole", () => {
  test("it MUST write a new file, and replace one that is there", () => {
    const path = join(folder, "page.html");
    writeWhole(path, "one");
    writeWhole(path, "two");
    expect(readFileSync(path, "utf8")).toBe("two");
    expect(readdirSync(folder)).toEqual(["page.html"]);
  });

  test("a link MUST stay one, and the file behind it be written", () => {
    writeFileSync(join(folder, "page.html"), "one");
    symlinkSync("page.html", join(folder, "link.html"));
    writeWhole(join(folder, "link.html"), "two");
    expect(readlinkSync(join(folder, "link.html"))).toBe("page.html");
    expect(readFileSync(join(folder, "page.html"), "utf8")).toBe("two");
  });

  test("a folder MUST be refused, and left as it is", () => {
    mkdirSync(join(folder, "page.html"));
    const write = (): void => writeWhole(join(folder, "page.html"), "one");
    expect(write).toThrow(UsageError);
    expect(write).toThrow("is a folder: name a file");
    expect(readdirSync(folder)).toEqual(["page.html"]);
  });

  test.each([
    ["no/page.html", "there is no such folder"],
    ["file/page.html", "there is no such folder"],
  ])("%s MUST be refused, with the reason", (name, reason) => {
    writeFileSync(join(folder, "file"), "");
    const write = (): void => writeWhole(join(folder, name), "one");
    expect(write).toThrow(UsageError);
    expect(write).toThrow(reason);
    expect(readdirSync(folder)).toEqual(["file"]);
  });
});
