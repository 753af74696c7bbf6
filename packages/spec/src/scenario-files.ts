/** Reads what stands beside a scenario: its prose, and what was recorded. */
import { existsSync, readFileSync } from "node:fs";
import { scenarioIds } from "./catalogue.js";
import type { ScenarioId } from "./catalogue.js";
import type { Evidence } from "./claims.js";
import { parseProse } from "./prose.js";
import type { Prose } from "./prose.js";
import type { Original } from "./style.js";
import type { Recorded } from "./table.js";
import { parseTrace } from "./trace.js";
import type { Trace } from "./trace.js";

/** Where a scenario's folder is, as a URL that ends in a slash. */
export function scenarioFolder(id: ScenarioId): URL {
  return new URL(`../../scenarios/${id}/`, import.meta.url);
}

/** Reads a scenario's prose. */
export function proseOf(id: ScenarioId): Prose {
  return parseProse(
    readFileSync(new URL("scenario.md", scenarioFolder(id)), "utf8"),
  );
}

/**
 * Reads the trace that was recorded of an original, without its header;
 * `undefined` where none was.
 */
export function recordedTrace(
  original: Original,
  id: ScenarioId,
): Trace | undefined {
  const text = readRecorded(original, id, "trace");
  return text === undefined ? undefined : parseTrace(text);
}

/** Reads the figures that were recorded of an original, by scenario. */
export function recordedEvidence(original: Original): Recorded {
  const figures = scenarioIds.flatMap((id) => {
    const text = readRecorded(original, id, "evidence.json");
    if (text === undefined) return [];
    const { evidence } = JSON.parse(text) as {
      readonly evidence: readonly Omit<Evidence, "source">[];
    };
    return [[id, evidence.map((e) => ({ ...e, source: "recorded" }))]];
  });
  return Object.fromEntries(figures) as Recorded;
}

function readRecorded(
  { name }: Original,
  id: ScenarioId,
  ending: string,
): string | undefined {
  const file = `${name.toLowerCase()}.${ending}`;
  const url = new URL(file, scenarioFolder(id));
  return existsSync(url) ? readFileSync(url, "utf8") : undefined;
}
