import { buildLwtFuzz } from "../../build.js";
import { LWT } from "../../toolchain.js";
import type { Original } from "../original.js";
import { coverageOf, reachablePairs } from "./coverage.js";
import { eventsOf, exclusionOf } from "./events.js";
import { programArbitrary } from "./generator.js";
import { operationNames, type Program } from "./grammar.js";
import { ocaml } from "./ocaml-source.js";
import { formatSource } from "./source.js";
import { formatProgram, parseProgram } from "./text.js";
import { typescript } from "./typescript-source.js";

/** OCaml's Lwt. */
export const lwt: Original<Program> = {
  name: "lwt",
  runtime: `Lwt ${LWT}`,
  language: "ocaml",
  programs: programArbitrary,
  format: formatProgram,
  parse: parseProgram,
  sources: (program) => [
    { language: "OCaml", text: formatSource(program, ocaml) },
    { language: "TypeScript", text: formatSource(program, typescript) },
  ],
  build: buildLwtFuzz,
  exclusionOf,
  eventsOf,
  operations: operationNames,
  pairs: reachablePairs(),
  coverageOf,
};
