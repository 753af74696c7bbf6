/** What a user's bundle has of a style's core. */
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import type { Core } from "./suite.js";

/** Bytes: minified, and that compressed. */
export interface Size {
  readonly minified: number;
  readonly gzip: number;
}

export interface SizeCosts {
  /** The style's own code. */
  readonly own: Size;
  /** With the libraries that it stands on. */
  readonly whole: Size;
  readonly without: readonly string[];
  /** What `own.gzip` is to be at most. */
  readonly budget: number | null;
  /** By how much that may be missed as yet, and why. */
  readonly missed: NonNullable<Core["missed"]> | null;
}

/** Bundles the core as a user's bundler does: tree-shaken and minified. */
export async function sizeOf(core: Core): Promise<SizeCosts> {
  const { without, budget = null, missed = null } = core;
  return {
    own: await bundle(core.entry, without),
    whole: await bundle(core.entry, []),
    without,
    budget,
    missed,
  };
}

async function bundle(entry: URL, without: readonly string[]): Promise<Size> {
  const made = await rolldown({
    input: fileURLToPath(entry),
    platform: "browser",
    // What needs Node is not in a bundle, and neither is what is left out.
    external: (id) =>
      id.startsWith("node:") ||
      without.some((name) => id === name || id.startsWith(`${name}/`)),
    logLevel: "silent",
  });
  const { output } = await made.generate({ minify: true });
  await made.close();
  const code = output
    .flatMap((part) => (part.type === "chunk" ? [part.code] : []))
    .join("");
  return {
    minified: Buffer.byteLength(code),
    gzip: gzipSync(code, { level: 9 }).length,
  };
}
