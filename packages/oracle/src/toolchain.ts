/**
 * The compilers and runtimes that recording takes.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "./children.js";

export type Language = "ocaml" | "rust";

/** The originals: what the ports are held to, and what may be recorded. */
export const LWT = "5.6.1";
export const TOKIO = "1.24.2";
export const TOKIO_UTIL = "0.7.3";

/** Where Debian keeps the source of Rust crates: cargo's directory registry. */
export const REGISTRY = "/usr/share/cargo/registry";

const PACKAGES = {
  ocaml: ["ocaml-nox", "ocaml-findlib", "liblwt-ocaml-dev"],
  rust: [
    "cargo",
    "librust-tokio-dev",
    "librust-tokio-util-dev",
    "librust-serde-json-dev",
  ],
} as const;

/** What was found of one language; a version that is missing is `undefined`. */
export interface Found {
  readonly compiler: string | undefined;
  readonly libraries: readonly {
    readonly name: string;
    readonly wanted: string;
    readonly version: string | undefined;
  }[];
}

/** What a recording names in its header. */
export interface Toolchain {
  readonly runtime: string;
  readonly compiler: string;
}

/** Says that a toolchain is not here, and which packages bring it. */
export class ToolchainMissing extends Error {
  override readonly name = "ToolchainMissing";
}

/**
 * Finds the toolchains of some languages.
 *
 * Errors: a `ToolchainMissing` that names everything which is missing.
 */
export async function findToolchains(
  languages: ReadonlySet<Language>,
): Promise<Readonly<Record<Language, Toolchain>>> {
  const [ocaml, rust] = await Promise.all([findOcaml(), findRust()]);
  const complaint = whatIsMissing({
    ...(languages.has("ocaml") && { ocaml }),
    ...(languages.has("rust") && { rust }),
  });
  if (complaint !== undefined) throw new ToolchainMissing(complaint);
  return {
    ocaml: { runtime: `Lwt ${LWT}`, compiler: `OCaml ${ocaml.compiler}` },
    rust: { runtime: `Tokio ${TOKIO}`, compiler: `Rust ${rust.compiler}` },
  };
}

/** Says in one line what is missing and how to install it, if anything is. */
export function whatIsMissing(
  found: Readonly<Partial<Record<Language, Found>>>,
): string | undefined {
  const missing: string[] = [];
  const packages: string[] = [];
  for (const language of ["ocaml", "rust"] as const) {
    const one = found[language];
    if (one === undefined) continue;
    const before = missing.length;
    if (one.compiler === undefined)
      missing.push(language === "ocaml" ? "OCaml" : "Rust");
    for (const { name, wanted, version } of one.libraries) {
      if (version === undefined) missing.push(`${name} ${wanted}`);
      else if (version !== wanted)
        missing.push(`${name} ${wanted} (here is ${version})`);
    }
    if (missing.length > before) packages.push(...PACKAGES[language]);
  }
  if (missing.length === 0) return undefined;
  return `recording needs ${missing.join(", ")}: apt-get install ${packages.join(" ")} (Debian 12)`;
}

async function findOcaml(): Promise<Found> {
  const [compiler, lwt] = await Promise.all([
    versionOf("ocamlfind", ["ocamlopt", "-version"]),
    versionOf("ocamlfind", ["query", "-format", "%v", "lwt"]),
  ]);
  return { compiler, libraries: [{ name: "Lwt", wanted: LWT, version: lwt }] };
}

async function findRust(): Promise<Found> {
  const [cargo, rustc] = await Promise.all([
    versionOf("cargo", ["--version"]),
    versionOf("rustc", ["--version"]),
  ]);
  return {
    compiler: cargo === undefined ? undefined : rustc,
    libraries: [
      crate("Tokio", "tokio", TOKIO),
      crate("tokio-util", "tokio-util", TOKIO_UTIL),
      anyOf("serde_json", "1"),
    ],
  };
}

/** A crate, if the registry has the one version that is wanted. */
function crate(
  name: string,
  folder: string,
  wanted: string,
): Found["libraries"][number] {
  const there = existsSync(join(REGISTRY, `${folder}-${wanted}`));
  return { name, wanted, version: there ? wanted : undefined };
}

/** A crate, if the registry has any release of a major version. */
function anyOf(name: string, wanted: string): Found["libraries"][number] {
  const there =
    existsSync(REGISTRY) &&
    readdirSync(REGISTRY).some((one) => one.startsWith(`${name}-${wanted}.`));
  return { name, wanted, version: there ? wanted : undefined };
}

/** The first `1.2.3` that a command prints, if it runs at all. */
async function versionOf(
  command: string,
  args: readonly string[],
): Promise<string | undefined> {
  const { code, stdout } = await run(command, args);
  return code === 0 ? /\d+\.\d+\.\d+/.exec(stdout)?.[0] : undefined;
}
