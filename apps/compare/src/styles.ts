import { fileURLToPath } from "node:url";
import { findStyles } from "side/node";
import type { StylePackage } from "side/node";
import type { RuntimeStyle } from "spec";
import { Failure, lineOf, unknownName } from "./errors.js";

/**
 * Keeps the styles that were asked for, in that order; all of them where none
 * was.
 *
 * Errors: a name that no package has is a `UsageError` with the nearest.
 */
export function chooseStyles(
  names: readonly string[],
  found: readonly StylePackage[] = findStyles(),
): readonly StylePackage[] {
  if (names.length === 0) return found;
  return [...new Set(names)].map((name) => {
    const style = found.find((candidate) => candidate.name === name);
    if (style === undefined)
      throw unknownName(
        "style",
        name,
        found.map((candidate) => candidate.name),
      );
    return style;
  });
}

/** Loads a style from its compiled module. */
export async function loadStyle({
  name,
  entry,
}: Pick<StylePackage, "name" | "entry">): Promise<RuntimeStyle> {
  const module: { style?: RuntimeStyle } = await import(entry.href).catch(
    (error: unknown) => {
      throw new Failure(
        `${name} could not be loaded from ${fileURLToPath(entry)}: ${lineOf(error)}`,
      );
    },
  );
  if (module.style === undefined)
    throw new Failure(`${fileURLToPath(entry)} exports no "style"`);
  return module.style;
}
