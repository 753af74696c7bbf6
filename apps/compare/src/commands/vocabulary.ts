import { vocabulary as topics } from "spec";
import { UsageError } from "../errors.js";
import type { Io } from "../io.js";
import { markdownVocabulary } from "../views/markdown-vocabulary.js";
import { textVocabulary } from "../views/text-vocabulary.js";

export interface VocabularyOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** Prints what each concept is called in each style. */
export function vocabulary(
  { json = false, markdown = false }: VocabularyOptions,
  io: Io,
): void {
  if (json && markdown)
    throw new UsageError("--json and --markdown exclude each other: give one");
  if (json) io.print(JSON.stringify({ topics }, undefined, 2));
  else if (markdown) io.print(markdownVocabulary(topics));
  else io.print(textVocabulary(topics, io.width));
}
