import { stripVTControlCharacters } from "node:util";
import { valueText } from "spec";
import type { Table } from "spec";
import { describe, expect, test } from "vitest";
import { markdownTable } from "../src/views/markdown.js";
import { textTable } from "../src/views/text-table.js";

const styles = ["actor-style", "csp-style", "fiber-style"];

const judged: Table = {
  styles: styles.map((name) => ({ name, title: `${name} on nothing` })),
  rows: [
    {
      aspect: "Concurrency model",
      scenario: "cpu-parallelism",
      cells: styles.map((style) => ({
        style,
        claim: "Multi-threaded | or *not*",
        verdict: "partly",
        because: "some of it was seen and some of it was not seen at all",
        evidence: [
          {
            label: "two jobs on workers",
            value: 2,
            unit: "threads",
            source: "measured",
          },
          {
            label: "a label that is too long for a narrow column",
            value: 1234.5678,
            unit: "ns",
            source: "recorded",
          },
        ],
      })),
    },
  ],
  mistakes: [],
};

test("the table MUST carry no colour where none is wanted", () => {
  expect(textTable(judged, 80)).not.toContain("\u001B");
});

describe.each([60, 80, 120, 200])("the table at %i columns", (width) => {
  const lines = stripVTControlCharacters(textTable(judged, width)).split("\n");

  test("MUST not be wider than the terminal", () => {
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(
      width,
    );
  });

  test("MUST show every style and every figure", () => {
    const text = lines.join("\n");
    for (const style of styles) expect(text).toContain(style);
    expect(text.match(/1,234\.57 ns/g)).toHaveLength(styles.length);
    expect(text.match(/2 threads/g)).toHaveLength(styles.length);
  });
});

test("a cell whose program is still to be written MUST say todo", () => {
  const begun: Table = {
    ...judged,
    rows: judged.rows.map((row) => ({
      ...row,
      cells: styles.map((style) => ({ style, todo: true, evidence: [] })),
    })),
  };
  expect(textTable(begun, 120).match(/todo/g)).toHaveLength(styles.length);
  expect(markdownTable(begun)).toContain("| todo | todo | todo |");
});

test("a narrow terminal MUST get the styles below each other", () => {
  const text = stripVTControlCharacters(textTable(judged, 60));
  const lines = text.split("\n");
  const shared = lines.filter((line) => /actor-style.*csp-style/.test(line));
  expect(shared).toEqual([]);
});

test("a value MUST be written with its unit, and a boolean as yes or no", () => {
  const source = "measured";
  const label = "";
  expect(valueText({ label, value: true, unit: "", source })).toBe("yes");
  expect(valueText({ label, value: 12345, unit: "ns", source })).toBe(
    "12,345 ns",
  );
});

test("one of a unit that is counted MUST be written in the singular", () => {
  const text = (value: number, unit: string): string =>
    valueText({ label: "", value, unit, source: "measured" });
  expect(text(1, "threads")).toBe("1 thread");
  expect(text(2, "threads")).toBe("2 threads");
  expect(text(1, "ms")).toBe("1 ms");
  expect(text(1, "of 3")).toBe("1 of 3");
});

describe("a style's own words", () => {
  const [row] = judged.rows;
  const [cell] = row?.cells ?? [];
  const { claim: _, ...own } = { ...cell!, ownClaim: "One thread, by hand" };
  const table: Table = {
    styles: judged.styles.slice(0, 1),
    rows: [{ ...row!, cells: [own] }],
    mistakes: [],
  };

  test("MUST stand without quotation marks, and the table says what that means", () => {
    const text = stripVTControlCharacters(textTable(table, 80));
    expect(text).toContain("│ One thread, by hand ");
    expect(text).toContain("unquoted: a style's own");
    expect(textTable(judged, 80)).not.toContain("unquoted");
  });

  test("MUST stand in the Markdown table as well", () => {
    expect(markdownTable(table)).toContain(
      "| One thread, by hand<br>**partly**: some of it",
    );
  });
});

test("the Markdown table MUST escape what Markdown would read as markup", () => {
  const row = markdownTable(judged).split("\n")[2];
  expect(row).toContain(String.raw`Multi-threaded \| or \*not\*`);
  expect(row).toContain("1,234.57 ns (recorded)");
});
