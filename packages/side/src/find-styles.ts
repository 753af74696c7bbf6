import { existsSync, readFileSync, readdirSync } from "node:fs";

/** The folder of the packages, seen from `dist/src`. */
const packages = new URL("../../../", import.meta.url);

/** A package that provides a style. */
export interface StylePackage {
  readonly name: string;
  /** Its folder, as a URL that ends in a slash. */
  readonly root: URL;
  /** Its compiled module that exports `style`. */
  readonly entry: URL;
  /** Whether it mirrors no original, and is there to be compared with. */
  readonly control: boolean;
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
 *
 * Errors: one that exports no `./style` throws an `Error` that names it.
 */
export function findStyles(folder: URL = packages): readonly StylePackage[] {
  const manifestOf = (name: string): Manifest =>
    JSON.parse(
      readFileSync(new URL(`${name}/package.json`, folder), "utf8"),
    ) as Manifest;
  const isControl = ({ manifest }: { readonly manifest: Manifest }): boolean =>
    manifest["async-styles"]?.control ?? false;
  return readdirSync(folder)
    .filter((name) => name.endsWith("-style"))
    .filter((name) => existsSync(new URL(`${name}/package.json`, folder)))
    .toSorted()
    .map((name) => ({ name, manifest: manifestOf(name) }))
    .toSorted((one, other) => Number(isControl(one)) - Number(isControl(other)))
    .map(({ name, manifest }) => {
      const root = new URL(`${name}/`, folder);
      const entry = manifest.exports?.["./style"]?.default;
      if (entry === undefined)
        throw new Error(
          `packages/${name} exports no "./style": name its module in the "exports" of its package.json`,
        );
      const control = isControl({ manifest });
      return { name, root, entry: new URL(entry, root), control };
    });
}
