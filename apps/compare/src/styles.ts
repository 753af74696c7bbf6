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

/** What is read of a style's own `package.json`. */
interface Manifest {
  readonly exports?: Readonly<Record<string, { readonly default?: string }>>;
  /** A control mirrors no original, and stands behind those that do. */
  readonly "async-styles"?: { readonly control?: boolean };
}

/**
 * Looks for the packages `packages/*-style`, in the order of their names, the
 * controls last.
 */
export function findStyles(folder: URL = packages): readonly StylePackage[] {
  const manifestOf = (name: string): Manifest =>
    JSON.parse(
      readFileSync(new URL(`${name}/package.json`, folder), "utf8"),
    ) as Manifest;
  const isControl = ({ manifest }: { readonly manifest: Manifest }): number =>
    Number(manifest["async-styles"]?.control ?? false);
  return readdirSync(folder)
    .filter((name) => name.endsWith("-style"))
    .filter((name) => existsSync(new URL(`${name}/package.json`, folder)))
    .toSorted()
    .map((name) => ({ name, manifest: manifestOf(name) }))
    .toSorted((one, other) => isControl(one) - isControl(other))
    .map(({ name, manifest }) => {
      const root = new URL(`${name}/`, folder);
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
