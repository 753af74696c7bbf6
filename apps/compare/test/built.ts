/**
 * The styles that are built before these tests run: those that the package
 * depends on. One that somebody adds has a suite of its own.
 */
import { readFileSync } from "node:fs";
import { findStyles } from "side/node";

const { devDependencies } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
) as { readonly devDependencies: Readonly<Record<string, string>> };

export const builtStyles = findStyles(
  new URL("../../../packages/", import.meta.url),
).filter(({ name }) => name in devDependencies);

/** Arguments that ask for these. */
export const ofBuilt = builtStyles.flatMap(({ name }) => ["-s", name]);
