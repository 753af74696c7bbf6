import { mistakes, rows } from "./claims.js";
import type { Evidence, OwnClaim, OwnClaims, Row, Verdict } from "./claims.js";
import type { ResultOf, ScenarioId } from "./catalogue.js";
import { nameOf } from "./style.js";
import type { Original } from "./style.js";

/** What a style's programs returned, by scenario; the rows' are needed. */
export type Results = { readonly [Id in ScenarioId]?: ResultOf<Id> };

/** What was recorded of an original, by scenario. */
export type Recorded = {
  readonly [Id in ScenarioId]?: readonly Evidence[];
};

/** A style that was measured: a column of the table. */
export interface Column {
  readonly style: string;
  readonly title: string;
  readonly original?: Original;
  /** What the style says of itself, where it has no original. */
  readonly claims?: OwnClaims;
  readonly results: Results;
  /** The scenarios whose programs are still to be written. */
  readonly todo?: readonly ScenarioId[];
  /** Of the style's original, where it has one. */
  readonly recorded: Recorded;
}

export interface Cell {
  readonly style: string;
  /** Its program is still to be written: there is nothing else to say. */
  readonly todo?: true;
  readonly original?: string;
  /** The page's words on the original; absent for a style that mirrors none. */
  readonly claim?: string;
  /** The words of a style that mirrors none on itself. */
  readonly ownClaim?: string;
  /** On whichever of the two there is. */
  readonly verdict?: Verdict;
  readonly because?: string;
  readonly evidence: readonly Evidence[];
}

export interface TableRow {
  readonly aspect: string;
  readonly scenario: ScenarioId;
  readonly cells: readonly Cell[];
}

/** The page's table, measured. */
export interface Table {
  readonly styles: readonly {
    readonly name: string;
    readonly title: string;
    readonly original?: string;
  }[];
  readonly rows: readonly TableRow[];
  /** What the page gets wrong outside its table, in the same form. */
  readonly mistakes: readonly TableRow[];
}

/** The scenarios that a table needs, each once. */
export const measuredScenarios: readonly ScenarioId[] = [
  ...rows,
  ...mistakes,
].map(({ scenario }) => scenario);

/**
 * Judges every claim of the page by what was measured.
 *
 * Errors: a column that lacks a result that a row needs, or a recorded figure that
 * a claim cites, throws a `RangeError` that names both; so does one that claims
 * something of a scenario that has no row.
 */
export function judgeTable(columns: readonly Column[]): Table {
  for (const { style, claims = {} } of columns)
    for (const scenario of Object.keys(claims) as ScenarioId[])
      if (!measuredScenarios.includes(scenario))
        throw new RangeError(
          `${style} claims something of ${scenario}, which no row measures`,
        );
  return {
    styles: columns.map(({ style, title, original }) => ({
      name: style,
      title,
      ...(original && { original: nameOf(original) }),
    })),
    rows: rows.map((row) => judgeRow(row, columns)),
    mistakes: mistakes.map((row) => judgeRow(row, columns)),
  };
}

function judgeRow(row: Row, columns: readonly Column[]): TableRow {
  const { aspect, scenario } = row;
  return {
    aspect,
    scenario,
    cells: columns.map((column) => judgeCell(row, column)),
  };
}

function judgeCell(
  { aspect, scenario, evidence, claims }: Row,
  { style, original, claims: ownClaims, results, recorded, todo = [] }: Column,
): Cell {
  if (todo.includes(scenario)) return { style, todo: true, evidence: [] };
  const result = results[scenario];
  if (result === undefined)
    throw new RangeError(`${style} has no result of ${scenario} for ${aspect}`);
  const claim = original && claims[original.name];
  const cite = (label: string): Evidence => {
    const found = recorded[scenario]?.find((figure) => figure.label === label);
    if (found === undefined)
      throw new RangeError(
        `nothing is recorded of ${original?.name} in ${scenario} as "${label}"`,
      );
    return found;
  };
  const own =
    original === undefined
      ? (ownClaims?.[scenario] as OwnClaim<unknown> | undefined)
      : undefined;
  return {
    style,
    ...(original && { original: nameOf(original) }),
    ...(own && { ownClaim: own.words, ...own.judge(result) }),
    ...(claim && {
      claim: claim.page,
      ...claim.judge(result, (label) => cite(label).value),
    }),
    evidence: [...evidence(result), ...(claim?.cites ?? []).map(cite)],
  };
}
