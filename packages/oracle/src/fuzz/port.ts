import { existsSync, readdirSync } from "node:fs";
import type { Original, Port } from "./original.js";

/** The folder of the packages, seen from `dist/src/fuzz`. */
const packages = new URL("../../../../", import.meta.url);

/** Says that no package has a port to fuzz. */
export class PortMissing extends Error {
  override readonly name = "PortMissing";
}

/**
 * Loads what runs an original's programs on its port: `fuzz/<original>.ts` of
 * the package `packages/*-style` that has one.
 *
 * Errors: `PortMissing`.
 */
export async function loadPort<Program>(
  { name }: Original<Program>,
  folder: URL = packages,
): Promise<{ readonly style: string; readonly run: Port<Program> }> {
  const module = `dist/fuzz/${name}.js`;
  const style = readdirSync(folder).find(
    (one) =>
      one.endsWith("-style") && existsSync(new URL(`${one}/${module}`, folder)),
  );
  if (style === undefined)
    throw new PortMissing(
      `no packages/*-style has ${module}: build its package first`,
    );
  const url = new URL(`${style}/${module}`, folder);
  const { runProgram } = (await import(url.href)) as {
    runProgram: Port<Program>;
  };
  return { style, run: runProgram };
}
