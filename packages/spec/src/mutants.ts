/**
 * Mutants: a style's runtime with one mistake in it. The suite is worth what it
 * catches, so each style shows for the mistakes that a port is likely to make
 * in which scenario `conformance` fails, and by what message.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";
import type { ScenarioId } from "./catalogue.js";
import { reporter } from "./reports.js";
import type { Original } from "./style.js";

/** A mistake, made in the source of a runtime. */
export interface Mutant {
  /** What is wrong, for instance `a bind that defers its callback`. */
  readonly name: string;
  /** The file with the mistake, from the package's folder on. */
  readonly file: string;
  /** What stands there once, and what stands there instead. */
  readonly edits: readonly (readonly [found: string, instead: string])[];
  /** The scenario that catches it. */
  readonly scenario: ScenarioId;
  /** The tests of that scenario that must fail, and what each must say. */
  readonly fails: Readonly<Record<string, string>>;
}

/** The title of the test of a scenario's events. */
export const eventsOf = (id: ScenarioId): string =>
  `${id}.events MUST log the scenario's events, each as often as it says, and no other`;

/** The title of the test that compares with the trace of a style's original. */
export const originalOf = (
  id: ScenarioId,
  { name, version }: Pick<Original, "name" | "version">,
): string =>
  `${id}.original MUST have the trace of the real ${name} ${version}`;

/** The vitest project in which the runtime is as it should be. */
export const flawless = "flawless";

/** The folder of the package, its own name, and its mutants. */
export interface Mutated {
  readonly root: URL;
  readonly name: string;
  readonly mutants: readonly Mutant[];
}

/**
 * The configuration of a vitest that runs `test/mutants/conformance.ts` once
 * for each mutant and once without any, in a project of its own. The package
 * is run from its sources, wherever it is imported by its name.
 *
 * Errors: an `Error` that names the mutant whose text does not stand in its
 * file exactly once, for it would change nothing or too much.
 */
export function mutantConfig({ root, name, mutants }: Mutated): ViteUserConfig {
  const folder = fileURLToPath(root);
  const source = fileURLToPath(new URL("src/", root));
  const alias = [
    { find: new RegExp(`^${name}$`, "u"), replacement: `${source}index.ts` },
    { find: new RegExp(`^${name}/(.*)$`, "u"), replacement: `${source}$1.ts` },
  ];
  const project = (
    title: string,
    plugins: NonNullable<ViteUserConfig["plugins"]>,
  ) => ({
    plugins,
    resolve: { alias },
    test: { name: title, root: folder, include: [suite] },
  });
  const scenarios = new Set(mutants.map(({ scenario }) => scenario));
  return {
    test: {
      projects: [
        project(flawless, []),
        ...mutants.map((mutant) =>
          project(mutant.name, [mutate(root, mutant)]),
        ),
      ],
      testNamePattern: new RegExp(`^\\S+ (${[...scenarios].join("|")}): `, "u"),
      cache: false,
      reporters: [reporter],
    },
  };
}

const suite = "test/mutants/conformance.ts";

function mutate(root: URL, { name, file, edits }: Mutant) {
  const url = new URL(file, root);
  let mutated = readFileSync(url, "utf8");
  for (const [found, instead] of edits) {
    const times = mutated.split(found).length - 1;
    if (times !== 1)
      throw new Error(
        `${name}: ${file} has ${times} places with «${found}», and must have one`,
      );
    mutated = mutated.replace(found, () => instead);
  }
  const path = fileURLToPath(url);
  return {
    name: `mutant: ${name}`,
    enforce: "pre" as const,
    load: (id: string) => (id === path ? mutated : undefined),
  };
}
