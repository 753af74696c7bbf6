/** Programs that are read side by side are built alike. */
import { readdirSync } from "node:fs";
import { scenarioIds } from "spec";
import { proseOf } from "spec/node";
import { describe, expect, test } from "vitest";
import { columnNames, readColumns } from "../src/side/columns.js";
import type { Source } from "../src/side/columns.js";
import { misplacedStep, wideLines } from "../src/side/structure.js";
import { findStyles } from "../src/styles.js";

const styles = findStyles(new URL("../../../packages/", import.meta.url));

test.each(styles)(
  "every program of $name MUST belong to a scenario",
  ({ root }) => {
    const ids = readdirSync(new URL("programs/", root))
      .filter((name) => name !== "index.ts")
      .map((name) => name.replace(/\.ts$/, ""));
    expect(ids.toSorted()).toEqual(scenarioIds.toSorted());
  },
);

describe.each(columnNames(styles))("%s", (column) => {
  describe.each(scenarioIds)("%s", (id) => {
    const program = (): Source | undefined =>
      readColumns(id, [column], styles)[0];

    test("the scenario's steps MUST stand in it, word for word and in order", () => {
      const found = program();
      expect(found && misplacedStep(found, proseOf(id).steps)).toBeUndefined();
      expect(found?.lines.length).toBeGreaterThan(1);
    });

    test("no line MUST be wider than 80 columns", () => {
      const found = program();
      expect(found && wideLines(found)).toEqual([]);
    });
  });
});
