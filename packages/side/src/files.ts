/** Reads the programs that stand beside each other. */
import { existsSync, readFileSync } from "node:fs";
import type { ScenarioId } from "spec";
import { proseOf, scenarioFolder } from "spec/node";
import type { StylePackage } from "./find-styles.js";
import type { OriginalName, Source } from "./source.js";

/** The originals' programs, which stand beside the scenario's prose. */
const originals: Readonly<Record<OriginalName, string>> = {
  ocaml: "lwt.ml",
  rust: "tokio.rs",
};

/** Reads an original's program of a scenario. */
export function readOriginal(name: OriginalName, scenario: ScenarioId): Source {
  const file = originals[name];
  const path = `packages/spec/scenarios/${scenario}/${file}`;
  return read(
    { name, language: name, path },
    new URL(file, scenarioFolder(scenario)),
  );
}

/**
 * Reads a style's program of a scenario. One that is still to be written is its
 * steps alone.
 */
export function readProgram(
  { name, root }: Pick<StylePackage, "name" | "root">,
  scenario: ScenarioId,
): Source {
  const path = `packages/${name}/programs/${scenario}.ts`;
  const url = new URL(`programs/${scenario}.ts`, root);
  const about = { name, language: "typescript" } as const;
  return existsSync(url)
    ? read({ ...about, path }, url)
    : { ...about, path: `${path} (todo)`, lines: outline(scenario) };
}

/** The steps of a scenario, as a program has them. */
function outline(scenario: ScenarioId): readonly string[] {
  return proseOf(scenario).steps.flatMap((step, index) => [
    ...(index === 0 ? [] : [""]),
    `// ${index + 1}. ${step}`,
  ]);
}

function read(about: Omit<Source, "lines">, url: URL): Source {
  const text = readFileSync(url, "utf8").replace(/\n$/, "");
  return { ...about, lines: text.split(/\r?\n/) };
}
