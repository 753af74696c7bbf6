import * as fc from "fast-check";
import type { Kind, Token } from "side";
import { describe, expect, test } from "vitest";
import { diffRows, isCommon, unified } from "../src/code/difference.js";
import { packTokens, unpack } from "../src/code/pack.js";

const kinds: readonly Kind[] = ["plain", "comment", "step", "keyword", "type"];

const tokens = fc.array(
  fc.array(
    fc.record({
      text: fc.string({ minLength: 1 }),
      kind: fc.constantFrom(...kinds),
    }),
  ),
);

const lines = fc.array(fc.constantFrom("a", "b", "c"));

describe("packTokens", () => {
  test("a program that travelled MUST have its text, and every letter its kind", () => {
    const letters = (line: readonly Token[]) =>
      line.flatMap(({ text, kind }) =>
        Array.from(text, (letter) =>
          letter.trim() === "" ? letter : [letter, kind],
        ),
      );
    fc.assert(
      fc.property(tokens, (all) => {
        const back = unpack({
          name: "a",
          language: "rust",
          path: "a.rs",
          tokens: packTokens(all),
        });
        expect(back.tokens.map(letters)).toEqual(all.map(letters));
      }),
    );
  });
});

describe("diffRows", () => {
  test("each line of both MUST stand in one row, in order, and in one line of the unified view", () => {
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const [left, right] = [{ lines: one }, { lines: other }];
        const rows = diffRows(left, right);
        const inOne = unified(rows, left, right);
        for (const all of [rows, inOne]) {
          const lefts = all.flatMap((row) => row.left ?? []);
          const rights = all.flatMap((row) => row.right ?? []);
          expect(lefts).toEqual(one.map((_, place) => place));
          expect(rights).toEqual(other.map((_, place) => place));
        }
        for (const row of inOne)
          if (row.left !== undefined && row.right !== undefined)
            expect(isCommon(row, left, right)).toBe(true);
      }),
    );
  });

  test("programs that are the same MUST have no difference", () => {
    const same = { lines: ["a", "b"] };
    expect(diffRows(same, same).every((row) => isCommon(row, same, same))).toBe(
      true,
    );
  });
});
