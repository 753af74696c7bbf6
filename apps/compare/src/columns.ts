import { isOriginalName, originalNames } from "side";
import type { Source } from "side";
import { readOriginal, readProgram } from "side/node";
import type { StylePackage } from "side/node";
import type { ScenarioId } from "spec";
import { unknownName } from "./errors.js";
import { loadStyle } from "./styles.js";

/** Every name that `side` knows, styles first. */
export function columnNames(styles: readonly StylePackage[]): string[] {
  return [...styles.map(({ name }) => name), ...originalNames];
}

/** The names of the styles that mirror an original: the columns by default. */
export async function portNames(
  styles: readonly StylePackage[],
): Promise<string[]> {
  const loaded = await Promise.all(styles.map(loadStyle));
  return loaded
    .filter(({ original }) => original !== undefined)
    .map(({ name }) => name);
}

/**
 * Reads a scenario's program from each column that was asked for, in that
 * order, each once. One that a style has still to write is its steps alone.
 *
 * Errors: a name that no column has is a `UsageError` with the nearest.
 */
export function readColumns(
  scenario: ScenarioId,
  names: readonly string[],
  styles: readonly StylePackage[],
): readonly Source[] {
  return [...new Set(names)].map((name) => {
    const style = styles.find((known) => known.name === name);
    if (style !== undefined) return readProgram(style, scenario);
    if (isOriginalName(name)) return readOriginal(name, scenario);
    throw unknownName("style", name, columnNames(styles));
  });
}
