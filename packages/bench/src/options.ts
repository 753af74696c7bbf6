import { parseArgs } from "node:util";

/** What can be measured of a style. */
export type Part = "rows" | "cascade" | "leaks" | "size";
const PARTS: readonly Part[] = ["rows", "cascade", "leaks", "size"];

export interface Options {
  readonly help: boolean;
  readonly json: boolean;
  readonly markdown: boolean;
  readonly quick: boolean;
  /** Keep the results, and draw them. */
  readonly record: boolean;
  /** Draw what was kept, and measure nothing. */
  readonly plot: boolean;
  /** The styles to measure; all that have a suite when empty. */
  readonly styles: readonly string[];
  /** The rows to measure; all of them when empty. */
  readonly rows: readonly string[];
  readonly parts: readonly Part[];
}

/** Says that the command line asks for something that is not there. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const USAGE = `Measures what each style costs beside its rivals, in rounds that alternate.

  pnpm bench [<style>…] [--row <id>] [--part <part>] [--quick] [--json | --markdown]
  pnpm bench --record [--quick]
  pnpm bench --plot

  <style>        lwt stands for lwt-style; every style that has a suite if left out
  --row <id>     that row alone; may be given again
  --part <part>  rows, cascade, leaks or size; may be given again; all if left out
  --quick        a few short rounds: to see that it works, not for figures
  --json         prints data
  --markdown     prints tables for a page
  --record       measures all; keeps it in packages/bench/results, and draws it
  --plot         draws what is kept there, and measures nothing
  --help         prints this

Exits with 1 where a label is wrong, a task leaks or a budget is missed, with 2
where an argument is wrong.
`;

/** Reads the command line. Errors: a `UsageError` of one line. */
export function readOptions(
  args: readonly string[],
  known: readonly string[],
): Options {
  const { values, positionals } = parse(args);
  const styles = positionals.map((given) => {
    const style = known.find((name) => name === given || short(name) === given);
    if (style !== undefined) return style;
    throw new UsageError(
      `no style with a benchmark is called "${given}": there are ${known.map(short).join(", ")}`,
    );
  });
  const { part = [], row = [] } = values;
  const parts = part.map((given) => {
    const found = PARTS.find((one) => one === given);
    if (found !== undefined) return found;
    throw new UsageError(
      `no part is called "${given}": there are ${PARTS.join(", ")}`,
    );
  });
  const { help = false, json = false, markdown = false } = values;
  const { quick = false, record = false, plot = false } = values;
  const chooses = styles.length + row.length + parts.length > 0;
  if (record && chooses)
    throw new UsageError("--record keeps all styles, rows and parts");
  if (plot && (record || quick || json || markdown || chooses))
    throw new UsageError("--plot stands alone: it draws what was recorded");
  if (json && markdown) throw new UsageError("--json or --markdown, not both");
  if (row.length > 0 && parts.some((one) => one !== "rows"))
    throw new UsageError("--row is of the part rows, and of no other");
  return {
    help,
    json,
    markdown,
    quick,
    record,
    plot,
    styles,
    rows: row,
    parts: row.length > 0 ? ["rows"] : parts.length > 0 ? parts : PARTS,
  };
}

const short = (style: string): string => style.replace(/-style$/, "");

/**
 * Keeps of each suite the rows that were asked for, and leaves out a suite that
 * has none of them. Errors: a `UsageError` for a row that no suite has.
 */
export function chooseRows<
  One extends { readonly rows: readonly { readonly id: string }[] },
>(suites: readonly One[], asked: readonly string[]): readonly One[] {
  if (asked.length === 0) return suites;
  const there = suites.flatMap(({ rows }) => rows.map(({ id }) => id));
  const stranger = asked.find((id) => !there.includes(id));
  if (stranger !== undefined)
    throw new UsageError(
      `no row is called "${stranger}": there are ${[...new Set(there)].join(", ")}`,
    );
  return suites
    .map((one) => ({
      ...one,
      rows: one.rows.filter(({ id }) => asked.includes(id)),
    }))
    .filter(({ rows }) => rows.length > 0);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h" },
        json: { type: "boolean" },
        markdown: { type: "boolean" },
        part: { type: "string", multiple: true },
        plot: { type: "boolean" },
        quick: { type: "boolean" },
        record: { type: "boolean" },
        row: { type: "string", multiple: true },
      },
    });
  } catch (error) {
    // The first sentence says it; the others are advice on "--".
    throw new UsageError(
      (error as Error).message
        .split(". ")[0]!
        .replace(/^[A-Z]/, (first) => first.toLowerCase()),
    );
  }
}
