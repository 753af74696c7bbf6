import { parseArgs } from "node:util";

export interface Options {
  readonly help: boolean;
  readonly json: boolean;
  readonly quick: boolean;
  /** The styles to measure; all that have a suite when empty. */
  readonly styles: readonly string[];
  /** The rows to measure; all of them when empty. */
  readonly rows: readonly string[];
}

/** Says that the command line asks for something that is not there. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const USAGE = `Measures a style beside its rivals, in rounds that alternate.

  pnpm bench [<style>…] [--row <id>] [--quick] [--json]

  <style>     lwt stands for lwt-style; every style that has a suite if left out
  --row <id>  that row alone; may be given again
  --quick     a few short rounds: to see that it works, not for figures
  --json      prints data
  --help      prints this

Exits with 2 where an argument is wrong.
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
  const { help = false, json = false, quick = false, row = [] } = values;
  return { help, json, quick, styles, rows: row };
}

const short = (style: string): string => style.replace(/-style$/, "");

/** Keeps what was asked for. Errors: a `UsageError` for a row that is not there. */
export function chooseRows<Row extends { readonly id: string }>(
  rows: readonly Row[],
  asked: readonly string[],
): readonly Row[] {
  const stranger = asked.find((id) => rows.every((row) => row.id !== id));
  if (stranger !== undefined)
    throw new UsageError(
      `no row is called "${stranger}": there are ${rows.map(({ id }) => id).join(", ")}`,
    );
  return asked.length === 0
    ? rows
    : rows.filter(({ id }) => asked.includes(id));
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h" },
        json: { type: "boolean" },
        quick: { type: "boolean" },
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
