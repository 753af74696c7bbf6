import { existsSync } from "node:fs";
import { UsageError } from "./errors.js";

/**
 * The name of the package for a style: `csp` and `csp-style` are `csp-style`.
 *
 * Errors: a `UsageError` where it is no name for a package, or `folder` has
 * one of that name.
 */
export function packageName(given: string, folder: URL): string {
  const short = given.replace(/-style$/, "");
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(short) || short === "style")
    throw new UsageError(
      `"${given}" cannot name a style: give lower-case words of letters and digits, such as "csp" or "green-threads"`,
    );
  if (short.length > 40)
    throw new UsageError(
      `"${given}" is too long for a style: give at most 40 characters`,
    );
  const name = `${short}-style`;
  if (existsSync(new URL(`${name}/`, folder)))
    throw new UsageError(
      `packages/${name} exists already: choose another name, or remove it first`,
    );
  return name;
}
