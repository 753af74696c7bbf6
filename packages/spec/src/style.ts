import { scenarioIds } from "./catalogue.js";
import type { ScenarioId, ProgramOf } from "./catalogue.js";
import type { OwnClaims } from "./claims.js";
import type { ClockMode } from "./io.js";

/** The original that a style mirrors, and whose traces it must reproduce. */
export interface Original {
  readonly name: "Lwt" | "Tokio";
  readonly version: string;
  readonly language: "OCaml" | "Rust";
}

/** An original as a reader knows it: `Lwt 5.6.1`. */
export function nameOf({ name, version }: Original): string {
  return `${name} ${version}`;
}

/** The clock of a style, open for one run of one program. */
export interface StyleClock {
  /** Milliseconds, from any fixed point. */
  readonly now: () => number;
  /**
   * Resolves when nothing is left that could wake anybody, for a runtime that
   * does not see that itself.
   */
  readonly stuck?: Promise<void>;
  /** Gives back what opening took. */
  readonly close: () => void;
}

/** Stands in the list of programs for one that is still to be written. */
export const todo = "todo";

/** A program for each scenario, loaded when it is needed. */
export type Programs = {
  readonly [Id in ScenarioId]:
    | (() => Promise<{ readonly default: ProgramOf<Id> }>)
    | typeof todo;
};

/** A rule that a style is known to break, and why. */
export interface Divergence {
  readonly scenario: ScenarioId;
  /** The rule's name within the scenario: `2`, `events`, `original`. */
  readonly rule: string;
  /**
   * `cannot`: the platform has no way; `differs`: it could and does not yet;
   * `by-design`: it should not.
   */
  readonly kind: "cannot" | "differs" | "by-design";
  /** A sentence for who reads the report. */
  readonly reason: string;
}

/**
 * What a package `packages/<name>-style` provides, as the export `style` of
 * its entry point `./style`.
 */
export interface RuntimeStyle {
  /** The name of the package. */
  readonly name: string;
  /** A line: which runtime, on what. */
  readonly title: string;
  /**
   * What the style mirrors. Absent for a style that mirrors nothing: then the
   * scenarios' rules hold it, and no recorded trace does.
   */
  readonly original?: Original;
  readonly programs: Programs;
  /** What it says of itself in the page's table, where it has no original. */
  readonly claims?: OwnClaims;
  /** Known gaps. One that closes fails the suite until it is deleted here. */
  readonly divergences?: readonly Divergence[];
  /** Makes the style's runtime run on this clock until it is closed. */
  readonly openClock: (mode: ClockMode) => StyleClock;
}

/** Whether a style's program for a scenario is still to be written. */
export function isTodo({ programs }: RuntimeStyle, id: ScenarioId): boolean {
  return programs[id] === todo;
}

/** The scenarios whose programs are still to be written, in reading order. */
export function todosOf(style: RuntimeStyle): readonly ScenarioId[] {
  return scenarioIds.filter((id) => isTodo(style, id));
}
