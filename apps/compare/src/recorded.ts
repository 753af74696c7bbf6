import { existsSync, readFileSync } from "node:fs";
import { measuredScenarios } from "spec";
import type { Evidence, Original, Recorded } from "spec";
import { scenarioFolder } from "spec/node";

/** Reads what was recorded of an original, beside the scenarios. */
export function recordedOf(original: Original | undefined): Recorded {
  if (original === undefined) return {};
  const file = `${original.name.toLowerCase()}.evidence.json`;
  return Object.fromEntries(
    measuredScenarios.flatMap((id) => {
      const url = new URL(file, scenarioFolder(id));
      if (!existsSync(url)) return [];
      const { evidence } = JSON.parse(readFileSync(url, "utf8")) as {
        readonly evidence: readonly Omit<Evidence, "source">[];
      };
      return [[id, evidence.map((e) => ({ ...e, source: "recorded" }))]];
    }),
  ) as Recorded;
}
