/**
 * Builds evidence programs with the real compilers, offline.
 *
 * Each OCaml program is linked in a folder of its own; the Rust programs are
 * the binaries of one crate, so that Tokio is compiled once. All of it stands
 * in `.build/`, which may be deleted at any time.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./children.js";
import { writeAtomically } from "./files.js";
import type { Source } from "./scenarios.js";
import { REGISTRY, TOKIO, TOKIO_UTIL } from "./toolchain.js";

/** A program that is ready to run, in the folder that it runs in. */
export interface Built {
  readonly command: string;
  readonly cwd: string;
}

/** Says that a program does not compile, with the compiler's own words. */
export class BuildError extends Error {
  override readonly name = "BuildError";
}

// This file runs as dist/src/build.js.
const home = fileURLToPath(new URL("../../", import.meta.url));
const buildFolder = join(home, ".build");

/** Makes an empty folder with a copy of what a program reads when it runs. */
function scratch(source: Source): string {
  const folder = join(buildFolder, source.language, "run", source.scenario);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (source.page !== undefined)
    copyFileSync(source.page, join(folder, basename(source.page)));
  return folder;
}

/**
 * Builds one OCaml program, with the modules of `ocaml/`.
 *
 * A program that names `Page` is linked with its scenario's page.ml; one that
 * has it compiled only to see what the compiler says reads it as a text.
 */
export async function buildOcaml(source: Source): Promise<Built> {
  const cwd = scratch(source);
  const modules = ["fact.ml", "compiler.ml"];
  for (const name of modules)
    copyFileSync(join(home, "ocaml", name), join(cwd, name));
  copyFileSync(source.program, join(cwd, "evidence.ml"));
  if (/\bPage\./.test(readFileSync(source.program, "utf8")))
    modules.push("page.ml");
  const { code, stderr } = await run(
    "ocamlfind",
    [
      "ocamlopt",
      "-thread",
      "-package",
      "lwt.unix,threads.posix",
      "-linkpkg",
      ...modules,
      "evidence.ml",
      "-o",
      "evidence",
    ],
    { cwd },
  );
  if (code !== 0)
    throw new BuildError(
      `${source.program} does not compile:\n${stderr.trimEnd()}`,
    );
  return { command: join(cwd, "evidence"), cwd };
}

/** Builds all Rust programs as the binaries of one crate. */
export async function buildRust(
  sources: readonly Source[],
): Promise<ReadonlyMap<Source, Built>> {
  if (sources.length === 0) return new Map();
  const crate = join(buildFolder, "rust");
  mkdirSync(join(crate, ".cargo"), { recursive: true });
  writeAtomically(join(crate, "Cargo.toml"), manifest(sources));
  writeAtomically(join(crate, ".cargo", "config.toml"), CONFIG);
  // Cargo writes it anew from the registry, which may have moved since.
  rmSync(join(crate, "Cargo.lock"), { force: true });
  const target = join(crate, "target");
  const { code, stderr } = await run(
    "cargo",
    ["build", "--release", "--offline", "--bins", "--target-dir", target],
    { cwd: crate },
  );
  if (code !== 0)
    throw new BuildError(
      `a Rust program does not compile:\n${stderr.trimEnd()}`,
    );
  return new Map(
    sources.map((source) => [
      source,
      {
        command: join(target, "release", source.scenario),
        cwd: scratch(source),
      },
    ]),
  );
}

const CONFIG = `[source.crates-io]
replace-with = "debian"

[source.debian]
directory = ${JSON.stringify(REGISTRY)}
`;

function manifest(sources: readonly Source[]): string {
  const binaries = sources.map(
    ({ scenario, program }) => `
[[bin]]
name = ${JSON.stringify(scenario)}
path = ${JSON.stringify(program)}
`,
  );
  return `[package]
name = "fact"
version = "0.0.0"
edition = "2021"
autobins = false

[workspace]

[lib]
path = ${JSON.stringify(join(home, "rust", "fact.rs"))}

[dependencies]
tokio = { version = "=${TOKIO}", features = ["full", "test-util"] }
tokio-util = { version = "=${TOKIO_UTIL}", features = ["rt"] }
${binaries.join("")}`;
}
