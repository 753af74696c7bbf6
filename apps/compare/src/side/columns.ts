import { existsSync, readFileSync } from "node:fs";
import type { Original, ScenarioId } from "spec";
import { proseOf, scenarioFolder } from "spec/node";
import { unknownName } from "../errors.js";
import { loadStyle } from "../styles.js";
import type { StylePackage } from "../styles.js";

export type Language = "typescript" | "ocaml" | "rust";

/** A program in one column: the file that runs. */
export interface Source {
  /** What it is asked for by: a style's package, or `ocaml`, `rust`. */
  readonly name: string;
  readonly language: Language;
  /** Its path in the repository. */
  readonly path: string;
  /** Its lines, without what ends them. */
  readonly lines: readonly string[];
}

/** The originals' programs, which stand beside the scenario's prose. */
const originals: Readonly<Record<Lowercase<Original["language"]>, string>> = {
  ocaml: "lwt.ml",
  rust: "tokio.rs",
};

/** Every name that `side` knows, styles first. */
export function columnNames(styles: readonly StylePackage[]): string[] {
  return [...styles.map(({ name }) => name), ...Object.keys(originals)];
}

/** The names of the styles that mirror an original: the columns by default. */
export async function portNames(
  styles: readonly StylePackage[],
): Promise<string[]> {
  const loaded = await Promise.all(styles.map(loadStyle));
  return loaded
    .filter(({ original }) => original !== undefined)
    .map(({ name }) => name);
}

/**
 * Reads a scenario's program from each column that was asked for, in that
 * order, each once. One that a style has still to write is its steps alone.
 *
 * Errors: a name that no column has is a `UsageError` with the nearest.
 */
export function readColumns(
  scenario: ScenarioId,
  names: readonly string[],
  styles: readonly StylePackage[],
): readonly Source[] {
  return [...new Set(names)].map((name) => {
    const style = styles.find((known) => known.name === name);
    if (style !== undefined) {
      const path = `packages/${name}/programs/${scenario}.ts`;
      const url = new URL(`programs/${scenario}.ts`, style.root);
      const about = { name, language: "typescript" } as const;
      return existsSync(url)
        ? read({ ...about, path }, url)
        : { ...about, path: `${path} (todo)`, lines: outline(scenario) };
    }
    if (!isOriginal(name))
      throw unknownName("style", name, columnNames(styles));
    const file = originals[name];
    const path = `packages/spec/scenarios/${scenario}/${file}`;
    return read(
      { name, language: name, path },
      new URL(file, scenarioFolder(scenario)),
    );
  });
}

/** The steps of a scenario, as a program has them. */
function outline(scenario: ScenarioId): readonly string[] {
  return proseOf(scenario).steps.flatMap((step, index) => [
    ...(index === 0 ? [] : [""]),
    `// ${index + 1}. ${step}`,
  ]);
}

function isOriginal(name: string): name is keyof typeof originals {
  return Object.hasOwn(originals, name);
}

function read(about: Omit<Source, "lines">, url: URL): Source {
  const text = readFileSync(url, "utf8").replace(/\n$/, "");
  return { ...about, lines: text.split(/\r?\n/) };
}
