import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { defineConfig } from "rolldown";

/**
 * The compiled package: `tsc` writes the types, this the code.
 *
 * The core is many small modules, and an access across modules costs: as one
 * chunk, with its constants written out, it is a third faster. Every public
 * module stays a module of its own in front of that chunk, and all entry points
 * share it.
 */
const inputs = ["src", "programs", "bench", "fuzz"].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${basename(name, ".ts")}`),
);

/** They only re-export: `Lwt` must stay a namespace, not become an object. */
const isDoor = (importer: string | undefined): boolean =>
  /\/src\/(index|unix)\.ts$/.test(importer ?? "");

export default defineConfig({
  input: Object.fromEntries(inputs.map((name) => [name, `${name}.ts`])),
  external: (id, importer) =>
    isDoor(importer) || /^[^./]|\/programs\//.test(id),
  optimization: { inlineConst: { mode: "all", pass: 3 } },
  output: {
    dir: "dist",
    sourcemap: true,
    minifyInternalExports: false,
    chunkFileNames: "src/internal/[name].js",
    codeSplitting: {
      // Main, and all that it stands on.
      groups: [{ name: "core", test: /\/src\/LwtMain\.ts$/ }],
    },
  },
});
