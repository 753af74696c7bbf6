/**
 * Builds programs with the real compilers, offline.
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
import type { Kind, Source } from "./scenarios.js";
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
function scratch({ language, kind, scenario, page }: Source): string {
  const folder = emptyFolder(language, kind, scenario);
  if (page !== undefined) copyFileSync(page, join(folder, basename(page)));
  return folder;
}

function emptyFolder(...names: readonly string[]): string {
  const folder = join(buildFolder, ...names);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** What an OCaml program is linked with: modules of `ocaml/`, and packages. */
const OCAML = {
  evidence: {
    modules: ["fact.ml", "compiler.ml"],
    packages: "lwt.unix,threads.posix",
  },
  trace: {
    modules: ["virtual_time.ml", "scenario.ml"],
    packages: "lwt.unix,lwt_ppx,threads.posix",
  },
  lines: {
    modules: ["virtual_time.ml"],
    packages: "lwt.unix,threads.posix",
  },
  api: { modules: [], packages: "compiler-libs.common,unix" },
} as const satisfies Record<Kind, unknown>;

/**
 * Builds one OCaml program, with the modules of `ocaml/`.
 *
 * A program that names `Page` is linked with its scenario's page.ml; one that
 * has it compiled only to see what the compiler says reads it as a text.
 */
export async function buildOcaml(source: Source): Promise<Built> {
  const cwd = scratch(source);
  const { modules, packages } = OCAML[source.kind];
  // Not by its own name: a module that is called Lwt would hide the real one.
  copyFileSync(source.program, join(cwd, "program.ml"));
  const usesPage = /\bPage\./.test(readFileSync(source.program, "utf8"));
  const own = [...(usesPage ? ["page.ml"] : []), "program.ml"];
  return linkOcaml(cwd, modules, own, packages, source.program);
}

/** What runs small programs on the real Lwt, in the order of linking. */
const LWT_FUZZ = [
  "virtual_time.ml",
  "fuzz/world.ml",
  "fuzz/reader.ml",
  "fuzz/streams.ml",
  "fuzz/queues.ml",
  "fuzz/operations.ml",
  "fuzz/main.ml",
];

/** Builds what runs small programs on the real Lwt. */
export function buildLwtFuzz(): Promise<Built> {
  const cwd = emptyFolder("ocaml", "fuzz");
  return linkOcaml(cwd, LWT_FUZZ, [], OCAML.evidence.packages, "fuzz/main.ml");
}

/** Links modules of `ocaml/`, and then a folder's own, to one program. */
async function linkOcaml(
  cwd: string,
  modules: readonly string[],
  own: readonly string[],
  packages: string,
  name: string,
): Promise<Built> {
  for (const module of modules)
    copyFileSync(join(home, "ocaml", module), join(cwd, basename(module)));
  const { code, stderr } = await run(
    "ocamlfind",
    [
      "ocamlopt",
      "-thread",
      "-package",
      packages,
      "-linkpkg",
      ...modules.map((module) => basename(module)),
      ...own,
      "-o",
      "program",
    ],
    { cwd },
  );
  if (code !== 0)
    throw new BuildError(`${name} does not compile:\n${stderr.trimEnd()}`);
  return { command: join(cwd, "program"), cwd };
}

/**
 * Builds all Rust programs as the binaries of one crate. The modules of
 * `rust/` are crates that it depends on. They run in folders inside of it, so
 * that a program that asks cargo something finds the crate.
 */
export async function buildRust(
  sources: readonly Source[],
): Promise<ReadonlyMap<Source, Built>> {
  if (sources.length === 0) return new Map();
  const crate = join(buildFolder, "rust");
  for (const folder of [".cargo", "fact", "scenario"])
    mkdirSync(join(crate, folder), { recursive: true });
  writeAtomically(join(crate, ".cargo", "config.toml"), CONFIG);
  writeAtomically(join(crate, "fact", "Cargo.toml"), library("fact"));
  writeAtomically(join(crate, "scenario", "Cargo.toml"), library("scenario"));
  writeAtomically(join(crate, "Cargo.toml"), manifest(sources));
  const binaries = await cargo(crate, "a Rust program");
  return new Map(
    sources.map((source) => [
      source,
      {
        command: join(binaries, binary(source)),
        cwd: scratch(source),
      },
    ]),
  );
}

/**
 * Builds what runs small programs on the real Tokio. Only with its unstable
 * features can a program say where `select!` starts; what depends on nothing
 * of these is the same.
 */
export async function buildTokioFuzz(): Promise<Built> {
  const crate = join(buildFolder, "rust-fuzz");
  mkdirSync(join(crate, ".cargo"), { recursive: true });
  const flags = `${CONFIG}
[build]
rustflags = ["--cfg", "tokio_unstable"]
`;
  writeAtomically(join(crate, ".cargo", "config.toml"), flags);
  writeAtomically(join(crate, "Cargo.toml"), FUZZ);
  const binaries = await cargo(crate, "rust/fuzz/main.rs");
  return { command: join(binaries, "fuzz"), cwd: crate };
}

/** Builds the binaries of a crate, and gives the folder that has them. */
async function cargo(crate: string, what: string): Promise<string> {
  // Cargo writes it anew from the registry, which may have moved since.
  rmSync(join(crate, "Cargo.lock"), { force: true });
  const target = join(crate, "target");
  const { code, stderr } = await run(
    "cargo",
    ["build", "--release", "--offline", "--bins", "--target-dir", target],
    { cwd: crate },
  );
  if (code !== 0)
    throw new BuildError(`${what} does not compile:\n${stderr.trimEnd()}`);
  return join(target, "release");
}

const binary = ({ kind, scenario }: Source): string =>
  `${kind}-${scenario.replaceAll("/", "-")}`;

const CONFIG = `[source.crates-io]
replace-with = "debian"

[source.debian]
directory = ${JSON.stringify(REGISTRY)}
`;

const RUNTIME = `tokio = { version = "=${TOKIO}", features = ["full", "test-util"] }
tokio-util = { version = "=${TOKIO_UTIL}", features = ["rt"] }
futures-util = "0.3"
`;

function library(name: "fact" | "scenario"): string {
  return `[package]
name = "${name}"
version = "0.0.0"
edition = "2021"

[lib]
path = ${JSON.stringify(join(home, "rust", `${name}.rs`))}

[dependencies]
${name === "scenario" ? RUNTIME : ""}`;
}

function manifest(sources: readonly Source[]): string {
  const binaries = sources.map(
    (source) => `
[[bin]]
name = ${JSON.stringify(binary(source))}
path = ${JSON.stringify(source.program)}
`,
  );
  return `[package]
name = "programs"
version = "0.0.0"
edition = "2021"
autobins = false

[workspace]

[dependencies]
fact = { path = "fact" }
scenario = { path = "scenario" }
serde_json = "1"
${RUNTIME}${binaries.join("")}`;
}

// Without the feature `rt` of tokio-util: with it, this version of it does not
// compile against Tokio's unstable features.
const FUZZ = `[package]
name = "fuzz"
version = "0.0.0"
edition = "2021"

[workspace]

[[bin]]
name = "fuzz"
path = ${JSON.stringify(join(home, "rust", "fuzz", "main.rs"))}

[dependencies]
tokio = { version = "=${TOKIO}", features = ["full", "test-util"] }
tokio-util = "=${TOKIO_UTIL}"
`;
