import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { plotsOf } from "../src/plots/index.js";
import { record, recorded, shown, withTables } from "../src/record.js";
import { costs, suite } from "./made-up.js";

const home = new URL("../", import.meta.url);
const read = (file: string, folder = home): string =>
  readFileSync(new URL(file, folder), "utf8");
const files = await shown(recorded(home), read("README.md"));

test.each([...files])(
  "%s MUST be what the recorded data give",
  (file, text) => {
    // `pnpm bench --plot` writes them anew.
    expect(read(file) === text).toBe(true);
  },
);

test("a plot MUST be the same each time it is drawn", async () => {
  expect(await plotsOf(costs)).toEqual(await plotsOf(costs));
});

test("a plot MUST have a place for each thing that was measured, and no other", async () => {
  const plots = await plotsOf(costs);
  expect([...plots.keys()]).toEqual([
    "overview.svg",
    "lwt-style.svg",
    "tokio-style.svg",
    "cascade.svg",
    "heap.svg",
    "size.svg",
  ]);
  expect(plots.get("lwt-style.svg")).toContain(">a bind<");
  expect(plots.get("lwt-style.svg")).toContain(">real Lwt<");
  expect(plots.get("cascade.svg")).toContain(">never quiet: 1,000 go on<");
  expect(plots.get("heap.svg")).toContain(">a race<");
});

test("a plot MUST change with its data", async () => {
  const before = await plotsOf(costs);
  const [row, ...others] = suite.rows;
  const slower = {
    ...row!,
    figures: { ...row!.figures, native: { ...row!.figures["subject"]! } },
  };
  const after = await plotsOf({
    ...costs,
    suites: [{ ...suite, rows: [slower, ...others] }],
  });
  expect(after.get("lwt-style.svg")).not.toBe(before.get("lwt-style.svg"));
  expect(after.get("heap.svg")).toBe(before.get("heap.svg"));
});

test("what was not measured MUST NOT be drawn", async () => {
  const bare = { rows: [], cascade: null, leaks: [], size: null };
  const plots = await plotsOf({ ...costs, suites: [{ ...suite, ...bare }] });
  expect([...plots.keys()]).toEqual([]);
});

test("tables MUST stand between their marks, and nothing else changes", () => {
  const page = "a\n<!-- costs:start -->\nold\n<!-- costs:end -->\nb\n";
  const once = withTables(page, "new");
  expect(once).toBe(
    "a\n<!-- costs:start -->\n\nnew\n\n<!-- costs:end -->\nb\n",
  );
  expect(withTables(once, "new")).toBe(once);
  expect(() => withTables("a", "new")).toThrow("no place for the tables");
});

test("a record MUST keep the data and write all that shows it", async () => {
  const path = mkdtempSync(join(tmpdir(), "record-"));
  const folder = pathToFileURL(`${path}/`);
  mkdirSync(new URL("results/", folder));
  const page = "<!-- costs:start -->\n<!-- costs:end -->\n";
  writeFileSync(new URL("README.md", folder), page);
  const written = await record(folder, costs);
  expect(written).toContain("results/heap.svg");
  expect(recorded(folder)).toEqual(costs);
  const wanted = await shown(costs, page);
  expect(written).toEqual(["results/costs.json", ...wanted.keys()]);
  for (const [file, text] of wanted) expect(read(file, folder)).toBe(text);
});
