import { buildTokioFuzz } from "../../build.js";
import { TOKIO } from "../../toolchain.js";
import type { Original } from "../original.js";
import { coverageOf, reachablePairs } from "./coverage.js";
import { eventsOf, exclusionOf } from "./events.js";
import { programArbitrary } from "./generator.js";
import { operationNames, type Program } from "./grammar.js";
import { rust } from "./rust-source.js";
import { smallerPrograms } from "./smaller.js";
import { formatSource } from "./source.js";
import { formatProgram, parseProgram } from "./text.js";
import { typescript } from "./typescript-source.js";

/** Rust's Tokio. */
export const tokio: Original<Program> = {
  name: "tokio",
  runtime: `Tokio ${TOKIO}`,
  language: "rust",
  programs: programArbitrary,
  smaller: smallerPrograms,
  format: formatProgram,
  parse: parseProgram,
  sources: (program) => [
    { language: "Rust", text: formatSource(program, rust) },
    { language: "TypeScript", text: formatSource(program, typescript) },
  ],
  build: buildTokioFuzz,
  exclusionOf,
  eventsOf,
  operations: operationNames,
  pairs: reachablePairs(),
  coverageOf,
};
