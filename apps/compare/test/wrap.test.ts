import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Kind, Token } from "side";
import { wrap } from "../src/wrap.js";

const plain = (text: string): Token[] => [{ text, kind: "plain" }];
const texts = (line: readonly Token[], width: number): string[] =>
  wrap(line, width).map((part) => part.map(({ text }) => text).join(""));

describe("wrap", () => {
  test("a line that fits MUST stay as it is", () => {
    const line = plain("  const a = 1;");
    expect(wrap(line, 14)).toEqual([line]);
  });

  test("a line that is too long MUST go on two columns further in", () => {
    expect(texts(plain("  const answer = question;"), 18)).toEqual([
      "  const answer =",
      "    question;",
    ]);
  });

  test("where no blank is it MUST break after a bracket or before a method", () => {
    expect(texts(plain("runtime.build(function)"), 16)).toEqual([
      "runtime.build(",
      "  function)",
    ]);
    expect(texts(plain("runtime.builder.build"), 18)).toEqual([
      "runtime.builder",
      "  .build",
    ]);
  });

  test("a word that is wider than the column MUST be cut where it ends", () => {
    expect(texts(plain("abcdefghij"), 6)).toEqual(["abcdef", "  ghij"]);
  });

  test("a token that is broken MUST keep its kind on both lines", () => {
    const line: Token[] = [
      { text: "log(", kind: "function" },
      { text: '"goes on here"', kind: "string" },
    ];
    expect(wrap(line, 12)).toEqual([
      [
        { text: "log(", kind: "function" },
        { text: '"goes on', kind: "string" },
      ],
      [
        { text: "  ", kind: "plain" },
        { text: 'here"', kind: "string" },
      ],
    ]);
  });

  test("no line MUST be wider than the column, and nothing but blanks be lost", () => {
    const kind = fc.constantFrom<Kind>("plain", "string", "keyword");
    const text = fc.string({
      unit: fc.constantFrom("a", "b", " ", "(", ".", ",", "{"),
    });
    fc.assert(
      fc.property(
        fc.array(fc.record({ text, kind }), { maxLength: 6 }),
        fc.integer({ min: 4, max: 30 }),
        (line, width) => {
          const letters = (tokens: readonly Token[]): string[] =>
            tokens.flatMap((token) =>
              Array.from(token.text.replaceAll(" ", "")).map(
                (letter) => `${letter} ${token.kind}`,
              ),
            );
          const lines = wrap(line, width);
          for (const part of texts(line, width))
            expect(part.length).toBeLessThanOrEqual(width);
          expect(lines.flatMap(letters)).toEqual(letters(line));
        },
      ),
    );
  });
});
