import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  checkAgainstFile,
  compareTraces,
  formatLinesFile,
  formatTraceFile,
  keep,
  TraceError,
} from "../src/index.js";
import type { Recorded } from "../src/index.js";

const toolchain = { runtime: "Lwt 5.6.1", compiler: "OCaml 4.13.1" };
const first = "@0ms  main  starts\n";
const second = '@10ms  main  has  "a"\n';
const text = formatTraceFile(toolchain, first + second);

describe("a file of a program's own lines", () => {
  test("formatLinesFile MUST put the header of a trace above them", () => {
    expect(formatLinesFile(toolchain, "one: a; b\n\ntwo: c\n")).toBe(
      `# runtime: Lwt 5.6.1
# compiler: OCaml 4.13.1
# command: pnpm record
one: a; b
two: c
`,
    );
  });

  test.each([
    ["nothing", "", "there is no line"],
    ["what looks like a header", "one: a\n# two\n", "line 2 starts as"],
  ])("formatLinesFile MUST refuse %s", (_, output, message) => {
    const refused = (): unknown => formatLinesFile(toolchain, output);
    expect(refused).toThrow(TraceError);
    expect(refused).toThrow(message);
  });
});

describe("a trace file", () => {
  test("formatTraceFile MUST put runtime, compiler and command above the events", () => {
    expect(text).toBe(
      `# runtime: Lwt 5.6.1
# compiler: OCaml 4.13.1
# command: pnpm record
@0ms  main  starts
@10ms  main  has  "a"
`,
    );
  });

  test("formatTraceFile MUST write every value in one form, whoever printed it", () => {
    const printed = String.raw`@0ms  main  has  [ "\u000a", 1.0 ]`;
    expect(formatTraceFile(toolchain, printed)).toContain(
      String.raw`@0ms  main  has  ["\n",1]`,
    );
  });

  test.each([
    ["nothing", "", "there is no event"],
    ["a word", `${first}alpha beta\n`, "line 2 of the trace is not"],
    ["a value that is no JSON", "@0ms  main  has  nan\n", "line 1 of"],
  ])("formatTraceFile MUST refuse %s", (_, output, message) => {
    const refused = (): unknown => formatTraceFile(toolchain, output);
    expect(refused).toThrow(TraceError);
    expect(refused).toThrow(message);
  });
});

describe("two traces", () => {
  test("compareTraces MUST name the file, the first line that differs and both versions", () => {
    const now = text.replace("starts", "begins");
    expect(compareTraces("a.trace", text, now).complaint).toBe(
      [
        "a.trace:4 differs",
        "  recorded  @0ms  main  starts",
        "  now       @0ms  main  begins",
      ].join("\n"),
    );
  });

  test("compareTraces MUST complain of an event that is gone", () => {
    const now = text.replace(second, "");
    expect(compareTraces("a.trace", text, now).complaint).toContain(
      'a.trace:5 differs\n  recorded  @10ms  main  has  "a"\n',
    );
  });

  test("compareTraces MUST complain of another runtime", () => {
    const now = text.replace("5.6.1", "5.9.0");
    expect(compareTraces("a.trace", text, now).complaint).toContain(
      "a.trace:1 differs",
    );
  });

  test("compareTraces MUST hold the events to another compiler too", () => {
    const other = text.replace("4.13.1", "5.1.0");
    expect(compareTraces("a.trace", text, other).complaint).toBeUndefined();
    const late = other.replace("@10ms", "@11ms");
    expect(compareTraces("a.trace", text, late).complaint).toContain(
      "a.trace:5 differs",
    );
  });
});

describe("several runs", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "oracle-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const recorded = (...texts: [string, ...string[]]): Recorded => ({
    source: {
      scenario: "one",
      language: "ocaml",
      kind: "trace",
      program: join(folder, "lwt.ml"),
      page: undefined,
      recording: join(folder, "lwt.trace"),
    },
    texts,
  });

  test("checkAgainstFile MUST be content when all runs agree with the file", () => {
    writeFileSync(join(folder, "lwt.trace"), text);
    expect(checkAgainstFile(recorded(text, text)).complaint).toBeUndefined();
  });

  test("checkAgainstFile MUST complain of the one run that differs", () => {
    writeFileSync(join(folder, "lwt.trace"), text);
    const late = text.replace("@10ms", "@11ms");
    const { complaint } = checkAgainstFile(recorded(text, text, late));
    expect(complaint).toContain("lwt.trace:5 differs\n");
    expect(complaint).toContain(
      "in run 3 of 3: the program is not deterministic, it said 2 things",
    );
  });

  test("checkAgainstFile MUST complain of a trace that nobody recorded", () => {
    expect(checkAgainstFile(recorded(text)).complaint).toContain(
      "lwt.trace is not recorded yet",
    );
  });

  test("keep MUST write a recording only where it changes", () => {
    expect(keep(recorded(text))).toBe(true);
    expect(keep(recorded(text))).toBe(false);
  });

  test("keep MUST leave a trace as it is when only the compiler is another", () => {
    expect(keep(recorded(text))).toBe(true);
    expect(keep(recorded(text.replace("4.13.1", "5.1.0")))).toBe(false);
    expect(keep(recorded(text.replace("starts", "begins")))).toBe(true);
  });
});
