import type { ScenarioId, Run, TableRow } from "spec";

/** What a worker is asked for: it does one thing and is ended. */
export type Job =
  | {
      readonly kind: "run";
      readonly style: string;
      readonly scenario: ScenarioId;
    }
  | { readonly kind: "measure"; readonly style: string };

/** A column of the table: one style, in every row. */
export interface MeasuredColumn {
  readonly rows: readonly TableRow[];
  readonly mistakes: readonly TableRow[];
  /** The rows' scenarios that ran on Node, because a page cannot. */
  readonly onNode: readonly ScenarioId[];
  /** Those that need Node, and of which nothing is known from there. */
  readonly unmeasured: readonly ScenarioId[];
  /** What the browser's clock cannot tell apart, in microseconds. */
  readonly clockStep: number;
}

export type Answer =
  | { readonly kind: "ran"; readonly run: Run<unknown> }
  | { readonly kind: "measured"; readonly column: MeasuredColumn }
  /** A program began; the table says which. */
  | { readonly kind: "starts"; readonly scenario: ScenarioId }
  | { readonly kind: "needs node"; readonly what: string }
  | { readonly kind: "failed"; readonly line: string };
