/** Programs that are read side by side are built alike. */
import { readdirSync } from "node:fs";
import { scenarioIds } from "spec";
import { proseOf } from "spec/node";
import { describe, expect, test } from "vitest";
import { columnNames, readColumns } from "../src/columns.js";
import type { Source } from "side";
import { misplacedStep, wideLines } from "side";
import { findStyles } from "side/node";

const styles = findStyles(new URL("../../../packages/", import.meta.url));

/** What a style has written; whether that is all is a matter of its own suite. */
function writtenBy(style: string): readonly string[] {
  const root = styles.find(({ name }) => name === style)?.root;
  if (root === undefined) return scenarioIds;
  return readdirSync(new URL("programs/", root))
    .filter((name) => name !== "index.ts")
    .map((name) => name.replace(/\.ts$/, ""));
}

test.each(styles)(
  "every program of $name MUST belong to a scenario",
  ({ name }) => {
    expect(scenarioIds).toEqual(expect.arrayContaining([...writtenBy(name)]));
  },
);

describe.each(columnNames(styles))("%s", (column) => {
  const written = writtenBy(column);
  describe.each(scenarioIds.filter((id) => written.includes(id)))(
    "%s",
    (id) => {
      const program = (): Source | undefined =>
        readColumns(id, [column], styles)[0];

      test("the scenario's steps MUST stand in it, word for word and in order", () => {
        const found = program();
        expect(
          found && misplacedStep(found, proseOf(id).steps),
        ).toBeUndefined();
        expect(found?.lines.length).toBeGreaterThan(1);
      });

      test("no line MUST be wider than 80 columns", () => {
        const found = program();
        expect(found && wideLines(found)).toEqual([]);
      });
    },
  );
});
