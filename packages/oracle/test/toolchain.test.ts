import { expect, test } from "vitest";
import { LWT, TOKIO, TOKIO_UTIL, whatIsMissing } from "../src/index.js";
import type { Found } from "../src/index.js";

const ocaml = (compiler?: string, lwt?: string): Found => ({
  compiler,
  libraries: [{ name: "Lwt", wanted: LWT, version: lwt }],
});
const rust = (compiler?: string, tokio?: string, util?: string): Found => ({
  compiler,
  libraries: [
    { name: "Tokio", wanted: TOKIO, version: tokio },
    { name: "tokio-util", wanted: TOKIO_UTIL, version: util },
  ],
});
const allOfOcaml = ocaml("4.13.1", LWT);
const allOfRust = rust("1.63.0", TOKIO, TOKIO_UTIL);

test("nothing MUST be missing where all of it is there", () => {
  expect(whatIsMissing({ ocaml: allOfOcaml, rust: allOfRust })).toBeUndefined();
});

test("a language that is not asked for MUST NOT be missing", () => {
  expect(whatIsMissing({ rust: allOfRust })).toBeUndefined();
});

test("a machine with nothing MUST be told every Debian package, in one line", () => {
  expect(whatIsMissing({ ocaml: ocaml(), rust: rust() })).toBe(
    "recording needs OCaml, Lwt 5.6.1, Rust, Tokio 1.24.2, tokio-util 0.7.3: apt-get install ocaml-nox ocaml-findlib liblwt-ocaml-dev cargo librust-tokio-dev librust-tokio-util-dev librust-serde-json-dev (Debian 12)",
  );
});

test("only the packages of the language that is missing MUST be named", () => {
  const line = whatIsMissing({ ocaml: ocaml("4.13.1"), rust: allOfRust });
  expect(line).toBe(
    "recording needs Lwt 5.6.1: apt-get install ocaml-nox ocaml-findlib liblwt-ocaml-dev (Debian 12)",
  );
});

test("another version MUST count as missing, and be named", () => {
  const line = whatIsMissing({ ocaml: ocaml("5.1.0", "5.9.0") });
  expect(line).toContain("needs Lwt 5.6.1 (here is 5.9.0): apt-get install");
});
