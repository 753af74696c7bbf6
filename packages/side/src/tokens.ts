import type { Source } from "./source.js";

/** What a piece of code is, for a view to give it a colour. */
export type Kind =
  | "plain"
  | "comment"
  | "step"
  | "keyword"
  | "string"
  | "number"
  | "function"
  | "type";

/** A letter for each kind: a class of a style sheet, a mark in data. */
export const letterOf: Readonly<Record<Kind, string>> = {
  plain: "",
  comment: "c",
  step: "p",
  keyword: "k",
  string: "s",
  number: "n",
  function: "f",
  type: "t",
};

export interface Token {
  readonly text: string;
  readonly kind: Kind;
}

/** The lines of a program, each as tokens whose texts joined are the line. */
export type Tokens = readonly (readonly Token[])[];

/** Programs as they stand, for where there are no colours. */
export function unlit(sources: readonly Source[]): readonly Tokens[] {
  return sources.map(({ lines }) =>
    lines.map((text) => [{ text, kind: "plain" }]),
  );
}
