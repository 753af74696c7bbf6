/** Made by the build: see `build/site-plugin.ts`. */
import type { ScenarioId } from "spec";
import type {
  NodeRun,
  Proof,
  ScenarioData,
  SiteRow,
  SiteStyle,
  Summary,
} from "../site.js";

export const scenarios: readonly Summary[];
export const styles: readonly SiteStyle[];
export const table: {
  readonly rows: readonly SiteRow[];
  readonly mistakes: readonly SiteRow[];
};
/** Where the figures of the table were measured that no page can measure. */
export const node: Omit<NodeRun, "results">;
export const loadScenario: Readonly<
  Record<ScenarioId, () => Promise<{ readonly default: ScenarioData }>>
>;
export const loadProofs: Readonly<
  Record<ScenarioId, () => Promise<{ readonly default: readonly Proof[] }>>
>;
