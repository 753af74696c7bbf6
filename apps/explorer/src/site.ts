/** What the build hands to the page. */
import type { Language } from "side";
import type { Level, Original, Prose, ScenarioId, Trace } from "spec";

/** A program as it travels: each line as tokens, each with its kind's letter. */
export interface Code {
  readonly name: string;
  readonly language: Language;
  readonly path: string;
  readonly tokens: readonly (readonly string[])[];
}

/** A scenario in the list. */
export interface Summary {
  readonly id: ScenarioId;
  readonly title: string;
  readonly level: Level;
  readonly question: string;
}

export interface ScenarioData {
  readonly prose: Prose;
  /** The originals first, then the styles. */
  readonly columns: readonly Code[];
  readonly traces: { readonly [Name in Original["name"]]?: Trace };
}

/** A program that recorded what a claim cites. */
export interface Proof {
  readonly original: Original["name"];
  readonly program: Code;
}

/** A style that the build has found. */
export interface SiteStyle {
  readonly name: string;
  readonly title: string;
  readonly original?: Original;
}

/** What was measured on Node once, for what a page cannot measure. */
export interface NodeRun {
  /** Such as `Node 20.20.2`. */
  readonly runtime: string;
  readonly machine: string;
  readonly command: string;
  /** By style and scenario. */
  readonly results: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A row of the page's table before it is measured. */
export interface SiteRow {
  readonly aspect: string;
  readonly scenario: ScenarioId;
  /** The page's words on each original. */
  readonly claims: { readonly [Name in Original["name"]]?: string };
}
