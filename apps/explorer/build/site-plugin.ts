/** Modules that the page imports and no file has: what the build has found. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findStyles } from "side/node";
import type { StylePackage } from "side/node";
import { catalogue, mistakes, rows, scenarioIds } from "spec";
import type { Original, Row, RuntimeStyle, ScenarioId } from "spec";
import { proseOf, recordedEvidence } from "spec/node";
import type { Plugin } from "vite";
import type { NodeRun, SiteRow, SiteStyle, Summary } from "../src/site.js";
import { Scenarios } from "./scenarios.js";

const prefix = "virtual:";

/** Gives the page its data and the styles that stand in `packages/*-style`. */
export function sitePlugin(): Plugin {
  const packages = findStyles();
  const everything = new Scenarios(packages);
  return {
    name: "site",
    buildStart() {
      // A page without one of the styles would look whole.
      const missing = packages.find(({ entry }) => !existsSync(entry));
      if (missing !== undefined)
        this.error(`packages/${missing.name} is not built: build it first`);
    },
    resolveId: (id) => (isOurs(id) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith("\0") || !isOurs(id.slice(1))) return undefined;
      const [module, scenario] = id.slice(1 + prefix.length).split("/");
      return { code: await write(module, scenario), moduleType: "js" };
    },
  };

  async function write(
    module: string | undefined,
    scenario: string | undefined,
  ): Promise<string> {
    switch (module) {
      case "styles":
        return loaders("loadStyle", packages, ({ name, entry }) => [
          name,
          fileURLToPath(entry),
        ]);
      case "recorded":
        return constants({ nodeRun: nodeRun(), recorded: recordedOf() });
      case "scenario":
        return json(await everything.data(scenario as ScenarioId));
      case "proofs":
        return json(await everything.proofs(scenario as ScenarioId));
      default:
        return siteModule(packages);
    }
  }
}

function isOurs(id: string): boolean {
  return /^virtual:(?:site|styles|recorded|scenario\/.*|proofs\/.*)$/.test(id);
}

async function siteModule(packages: readonly StylePackage[]): Promise<string> {
  const scenarios = catalogue.map(({ id, level }): Summary => {
    const { title, question } = proseOf(id);
    return { id, title, level, question };
  });
  const styles = await Promise.all(packages.map(siteStyle));
  const { results: _, ...node } = nodeRun();
  const table = { rows: rows.map(siteRow), mistakes: mistakes.map(siteRow) };
  return [
    constants({ scenarios, styles, node, table }),
    loaders("loadScenario", scenarioIds, (id) => [
      id,
      `virtual:scenario/${id}`,
    ]),
    loaders("loadProofs", scenarioIds, (id) => [id, `virtual:proofs/${id}`]),
  ].join("\n");
}

async function siteStyle({ entry }: StylePackage): Promise<SiteStyle> {
  const { style } = (await import(entry.href)) as { style: RuntimeStyle };
  const { name, title, original } = style;
  return { name, title, ...(original && { original }) };
}

function siteRow({ aspect, scenario, claims }: Row): SiteRow {
  const words = Object.entries(claims).map(([name, { page }]) => [name, page]);
  return { aspect, scenario, claims: Object.fromEntries(words) };
}

function nodeRun(): NodeRun {
  const url = new URL("../recorded/node.json", import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")) as NodeRun;
}

function recordedOf() {
  const evidence = (name: Original["name"]) =>
    recordedEvidence({ name } as Original);
  return { Lwt: evidence("Lwt"), Tokio: evidence("Tokio") };
}

function json(value: unknown): string {
  return `export default ${parsed(value)};`;
}

function constants(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `export const ${name} = ${parsed(value)};`)
    .join("\n");
}

/** Text that is parsed as JSON is read faster than a literal. */
function parsed(value: unknown): string {
  return `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
}

function loaders<A>(
  name: string,
  all: readonly A[],
  entry: (one: A) => readonly [key: string, module: string],
): string {
  const lines = all.map((one) => {
    const [key, module] = entry(one);
    return `${JSON.stringify(key)}: () => import(${JSON.stringify(module)}),`;
  });
  return `export const ${name} = {\n${lines.join("\n")}\n};`;
}
