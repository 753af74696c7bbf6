/** What the figures hold for. */
import { readFileSync } from "node:fs";
import { arch, cpus, totalmem, type } from "node:os";

export function machine(): string {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpu?.model.trim() ?? arch()}, ${cpus().length} cores, ${gigabytes} GB, ${type()}`;
}

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifest = (folder: URL): Manifest =>
  JSON.parse(readFileSync(new URL("package.json", folder), "utf8")) as Manifest;

/** The libraries that a style stands on, with the version that is installed. */
export const librariesOf = (style: URL): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(manifest(style).dependencies ?? {})
      .filter(([, range]) => !range.startsWith("workspace:"))
      .map(([name]) => [
        name,
        manifest(new URL(`node_modules/${name}/`, style)).version,
      ]),
  );
