/** The real Lwt, where it is installed: builds `lwt.ml` and `costs.ml`. */
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Built, Original } from "bench";

const run = promisify(execFile);

// This file runs as dist/bench/original.js.
const home = new URL("../../", import.meta.url);

export const original: Original = {
  name: "Lwt",
  build: () => buildWith("lwt"),
};

/** Builds one of the programs beside this file. */
export async function buildWith(
  name: "lwt" | "costs",
): Promise<Built | string> {
  let version: string;
  try {
    const found = ["query", "-format", "%v", "lwt.unix", "lwt_ppx"];
    version = (await run("ocamlfind", found)).stdout.split("\n")[0]!;
  } catch {
    return "the real Lwt is left out: it needs ocaml-nox, ocaml-findlib and liblwt-ocaml-dev";
  }
  const folder = new URL(`.build/${name}/`, home);
  mkdirSync(folder, { recursive: true });
  copyFileSync(new URL(`bench/${name}.ml`, home), new URL("rows.ml", folder));
  await run(
    "ocamlfind",
    [
      "ocamlopt",
      "-thread",
      "-O3",
      "-unsafe",
      "-inline",
      "200",
      "-package",
      "lwt.unix,lwt_ppx",
      "-linkpkg",
      "rows.ml",
      "-o",
      "rows",
    ],
    { cwd: fileURLToPath(folder) },
  );
  return { command: fileURLToPath(new URL("rows", folder)), version };
}
