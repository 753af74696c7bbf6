import { describe, expect, test } from "vitest";
import { vocabulary } from "../src/index.js";

const concepts = vocabulary.flatMap((topic) => topic.concepts);

describe("vocabulary", () => {
  test("it MUST have from 25 to 40 concepts, each once", () => {
    const names = concepts.map(({ concept }) => concept);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(25);
    expect(names.length).toBeLessThanOrEqual(40);
  });

  test.each(concepts)(
    "$concept MUST mean one line that fits beside it in 80 columns",
    ({ concept, meaning }) => {
      expect(meaning).not.toMatch(/\n|^[A-Z]|[.]$/);
      expect(`${concept}: ${meaning}`.length).toBeLessThanOrEqual(80);
    },
  );

  test.each(concepts)(
    "$concept MUST have a name in two columns or more, or one that only Tokio has",
    ({ lwt, tokio, promises }) => {
      const columns = [lwt, tokio, promises];
      const named = columns.filter((names) => names.length > 0).length;
      expect(named > 1 || tokio.length > 0).toBe(true);
      for (const names of columns)
        expect(new Set(names).size).toBe(names.length);
    },
  );
});
