/** What the page knows of a scenario, read where it stands. */
import { existsSync, readFileSync } from "node:fs";
import { originalNames } from "side";
import type { Language, Source } from "side";
import { highlight } from "side/highlight";
import { readOriginal, readProgram } from "side/node";
import type { StylePackage } from "side/node";
import { scenarioIds } from "spec";
import type { Original, ScenarioId } from "spec";
import { proseOf, recordedTrace, scenarioFolder } from "spec/node";
import { packTokens } from "../src/code/pack.js";
import type { Code, Proof, ScenarioData } from "../src/site.js";

const proofs: readonly {
  readonly original: Original["name"];
  readonly language: Language;
  readonly file: string;
}[] = [
  { original: "Lwt", language: "ocaml", file: "evidence.ml" },
  { original: "Lwt", language: "ocaml", file: "page.ml" },
  { original: "Tokio", language: "rust", file: "evidence.rs" },
  { original: "Tokio", language: "rust", file: "page.rs" },
];

const originals: readonly Original[] = [
  { name: "Lwt", version: "5.6.1", language: "OCaml" },
  { name: "Tokio", version: "1.24.2", language: "Rust" },
];

/** Everything that the page shows of every scenario. */
export class Scenarios {
  readonly #programs = new Map<ScenarioId, readonly Source[]>();
  readonly #proofs = new Map<
    ScenarioId,
    readonly { readonly original: Original["name"]; readonly source: Source }[]
  >();
  #code: Promise<ReadonlyMap<string, Code>> | undefined;

  constructor(styles: readonly StylePackage[]) {
    for (const id of scenarioIds) {
      this.#programs.set(id, [
        ...originalNames.map((name) => readOriginal(name, id)),
        ...styles.map((style) => readProgram(style, id)),
      ]);
      this.#proofs.set(id, proofsOf(id));
    }
  }

  /** A scenario's prose, programs and recorded traces. */
  async data(id: ScenarioId): Promise<ScenarioData> {
    const code = await this.#highlighted();
    const traces = originals.flatMap((original) => {
      const trace = recordedTrace(original, id);
      return trace === undefined ? [] : [[original.name, trace] as const];
    });
    return {
      prose: proseOf(id),
      columns: (this.#programs.get(id) ?? []).flatMap(
        ({ path }) => code.get(path) ?? [],
      ),
      traces: Object.fromEntries(traces),
    };
  }

  /** The programs that recorded what a scenario's claims cite. */
  async proofs(id: ScenarioId): Promise<readonly Proof[]> {
    const code = await this.#highlighted();
    return (this.#proofs.get(id) ?? []).flatMap(({ original, source }) => {
      const program = code.get(source.path);
      return program === undefined ? [] : [{ original, program }];
    });
  }

  /** All of it at once: the grammars take longer than the programs. */
  #highlighted(): Promise<ReadonlyMap<string, Code>> {
    this.#code ??= codeOf([
      ...[...this.#programs.values()].flat(),
      ...[...this.#proofs.values()].flat().map(({ source }) => source),
    ]);
    return this.#code;
  }
}

function proofsOf(id: ScenarioId) {
  return proofs.flatMap(({ original, language, file }) => {
    const url = new URL(file, scenarioFolder(id));
    if (!existsSync(url)) return [];
    const path = `packages/spec/scenarios/${id}/${file}`;
    const lines = readFileSync(url, "utf8").replace(/\n$/, "").split(/\r?\n/);
    return [{ original, source: { name: file, language, path, lines } }];
  });
}

async function codeOf(
  sources: readonly Source[],
): Promise<ReadonlyMap<string, Code>> {
  const tokens = await highlight(sources);
  return new Map(
    sources.map(({ name, language, path }, index) => [
      path,
      { name, language, path, tokens: packTokens(tokens[index] ?? []) },
    ]),
  );
}
