import { letterOf } from "side";
import type { Kind, Source, Token, Tokens } from "side";
import type { Code } from "../site.js";

/** Kinds by their letter: a program travels as few bytes. */
const letters: Readonly<Record<Kind, string>> = { ...letterOf, plain: " " };

const kinds = new Map(
  Object.entries(letters).map(([kind, letter]) => [letter, kind as Kind]),
);

/** Writes each line as its tokens, each with the letter of its kind in front. */
export function packTokens(tokens: Tokens): readonly (readonly string[])[] {
  return tokens.map((line) => {
    const joined: Token[] = [];
    for (const { text, kind } of line) {
      const last = joined.at(-1);
      // A blank has no colour: it belongs to whatever stands before it.
      if (last !== undefined && (last.kind === kind || text.trim() === ""))
        joined[joined.length - 1] = { text: last.text + text, kind: last.kind };
      else joined.push({ text, kind });
    }
    return joined.map(({ text, kind }) => letters[kind] + text);
  });
}

/** A program as it was before it was packed. */
export interface Program extends Source {
  readonly tokens: Tokens;
}

export function unpack({ name, language, path, tokens }: Code): Program {
  const lines = tokens.map((line) =>
    line.map((packed): Token => ({
      text: packed.slice(1),
      kind: kinds.get(packed[0] ?? " ") ?? "plain",
    })),
  );
  return {
    name,
    language,
    path,
    tokens: lines,
    lines: lines.map((line) => line.map(({ text }) => text).join("")),
  };
}
