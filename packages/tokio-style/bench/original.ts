/** The real Tokio, where it is installed: builds `tokio.rs` and `costs.rs`. */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Built, Original } from "bench";

const run = promisify(execFile);

// This file runs as dist/bench/original.js.
const home = new URL("../../", import.meta.url);

const TOKIO = "1.24.2";
/** Where Debian keeps the source of Rust crates. */
const REGISTRY = "/usr/share/cargo/registry";

export const original: Original = {
  name: "Tokio",
  build: () => buildWith("tokio"),
};

/** Builds one of the programs beside this file. */
export async function buildWith(
  name: "tokio" | "costs",
): Promise<Built | string> {
  try {
    await run("cargo", ["--version"]);
  } catch {
    return "the real Tokio is left out: it needs cargo and librust-tokio-dev";
  }
  if (!existsSync(`${REGISTRY}/tokio-${TOKIO}`)) {
    return `the real Tokio is left out: it needs tokio ${TOKIO} (librust-tokio-dev of Debian 12)`;
  }
  const crate = new URL(`.build/${name}/`, home);
  mkdirSync(new URL(".cargo/", crate), { recursive: true });
  writeFileSync(new URL(".cargo/config.toml", crate), CONFIG);
  writeFileSync(new URL("Cargo.toml", crate), manifest(name));
  await run("cargo", ["build", "--release", "--offline", "--quiet"], {
    cwd: fileURLToPath(crate),
  });
  return {
    command: fileURLToPath(new URL("target/release/rows", crate)),
    version: TOKIO,
  };
}

const CONFIG = `[source.crates-io]
replace-with = "debian"

[source.debian]
directory = "${REGISTRY}"
`;

const manifest = (name: string): string => `[package]
name = "rows"
version = "0.0.0"
edition = "2021"

[workspace]

[[bin]]
name = "rows"
path = ${JSON.stringify(fileURLToPath(new URL(`bench/${name}.rs`, home)))}

[dependencies]
tokio = { version = "=${TOKIO}", features = ["full"] }
futures-util = "0.3"
libc = "0.2"
`;
