/** Every async method has its line in the table, and the table's in its docs. */
import { describe, expect, test } from "vitest";
import { CancellationToken, sync, task, time } from "../src/index.js";
import * as io from "../src/io.js";
import {
  exportsOf,
  type Place,
  placesOf,
  sourceOf,
  withLine,
} from "./cancel/docs.js";
import { worst } from "./cancel/measure.js";
import { lineOf, type Row, type Same } from "./cancel/row.js";
import { table } from "./cancel/table.js";

const ENTRIES = [
  "sync/index.ts",
  "task.ts",
  "time.ts",
  "cancellation-token.ts",
  "join.ts",
  "select.ts",
  "io.ts",
];

const exported = new Map(ENTRIES.flatMap((it) => [...exportsOf(it)]));
const places = [...exported.keys(), "io/base.ts"].flatMap(placesOf);
/** The classes whose methods a stream has, and those that others extend. */
const ALSO = /^(?:Async\w+Ext|AnySender)\./;

function isPublic({ place }: Place): boolean {
  const [file, name] = place.split("#") as [string, string];
  return (
    ALSO.test(name) || exported.get(file)?.has(name.split(".")[0]!) === true
  );
}

const isModule = (value: unknown): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === "[object Module]";

const rows = Object.entries(table);
const isSame = (row: Row | Same): row is Same => "as" in row;

describe("cancel safety", () => {
  test("MUST be in the table for every async method, and for nothing else", () => {
    const extensions = ["read", "buf-read", "write", "seek"].map(
      (it) => `io/${it}-ext.ts`,
    );
    const all = [...places, ...extensions.flatMap(placesOf)];
    const found = all
      .filter((it) => it.isAsync && isPublic(it))
      .map(({ place }) => place);
    const told = rows
      .map(([, { at }]) => at)
      .filter((at) => !at.startsWith("io/numbers.ts"));
    expect(told.toSorted()).toEqual([...new Set(found)].toSorted());
  });

  test("MUST be looked for in every method that there is", () => {
    const extended = new Set(["AsyncIo", "Duration"]);
    const methods: Array<string> = [];
    const look = (name: string, value: unknown): void => {
      if (typeof value !== "function" && !isModule(value)) return;
      if (isModule(value)) {
        for (const [key, it] of Object.entries(value)) look(key, it);
        return;
      }
      const prototype = (value as { prototype?: object }).prototype;
      if (prototype === undefined || extended.has(name)) return;
      const own = Object.getOwnPropertyDescriptors(prototype);
      for (const [key, { value: method }] of Object.entries(own)) {
        if (key === "constructor" || typeof method !== "function") continue;
        methods.push(`${name}.${key}`);
      }
    };
    for (const it of [sync, task, time, io]) look("", it);
    look("CancellationToken", CancellationToken);
    const seen = new Set(
      places.filter((it) => it.isTyped).map((it) => it.place.split("#")[1]),
    );
    expect(methods.length).toBeGreaterThan(100);
    // What polls or asks gives no future, however it came to be there.
    const rest = methods.filter((it) => !/\.(?:poll|is)[A-Z]/.test(it));
    expect(rest.filter((it) => !seen.has(it))).toEqual([]);
  });

  const files = [...new Set(rows.map(([, { at }]) => at.split("#")[0]!))];

  test.each(files)(
    "MUST be what the docs in %s say: pnpm --filter tokio-style cancel-safety writes it",
    async (file) => {
      let source = sourceOf(file);
      // From the last one on: lines that are added move what is below.
      for (const place of placesOf(file).toReversed()) {
        const row = rows.find(([, { at }]) => at === place.place)?.[1];
        if (row === undefined || isSame(row)) continue;
        source = withLine(source, place, lineOf(row));
      }
      await expect(source).toMatchFileSnapshot(`../src/${file}`);
    },
  );

  test.each(rows.filter(([, row]) => isSame(row)))(
    "of %s MUST be named in its docs as that of another",
    (_name, row) => {
      const { at, as } = row as Same;
      const file = at.split("#")[0]!;
      const { doc } = placesOf(file).find(({ place }) => place === at)!;
      const lines = sourceOf(file)
        .split("\n")
        .slice(doc![0], doc![1] + 1);
      const link = new RegExp(
        `\\{@link (?:\\w+\\.)?${as.split(".").at(-1)}\\}`,
      );
      expect(lines.join("\n")).toMatch(link);
    },
  );

  test("MUST be as Tokio's docs have it, or say why it is not", () => {
    const unexplained = rows
      .filter(([, row]) => {
        if (isSame(row) || row.said === "nothing") return false;
        const measured = worst(row.cases.map(({ verdict }) => verdict));
        return (measured === row.said) === (row.why !== undefined);
      })
      .map(([name]) => name);
    expect(unexplained).toEqual([]);
  });
});
