import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RuntimeStyle } from "spec";
import { Failure, lineOf, unknownName } from "./errors.js";

/** The folder of the packages, seen from `dist/src`. */
const packages = new URL("../../../../packages/", import.meta.url);

/** A package that provides a style. */
export interface StylePackage {
  readonly name: string;
  /** Its folder, as a URL that ends in a slash. */
  readonly root: URL;
  /** Its compiled module that exports `style`. */
  readonly entry: URL;
}

/** Looks for the packages `packages/*-style`, in the order of their names. */
export function findStyles(folder: URL = packages): readonly StylePackage[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith("-style"))
    .filter((name) => existsSync(new URL(`${name}/package.json`, folder)))
    .toSorted()
    .map((name) => {
      const root = new URL(`${name}/`, folder);
      const manifest = JSON.parse(
        readFileSync(new URL("package.json", root), "utf8"),
      ) as { exports?: Record<string, { default?: string }> };
      const entry = manifest.exports?.["./style"]?.default;
      if (entry === undefined)
        throw new Failure(
          `packages/${name} exports no "./style": name its module in the "exports" of its package.json`,
        );
      return { name, root, entry: new URL(entry, root) };
    });
}

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
