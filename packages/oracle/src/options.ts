import { parseArgs } from "node:util";

export interface Options {
  readonly check: boolean;
  readonly help: boolean;
  /** The scenarios to record; all of them when empty. */
  readonly only: readonly string[];
}

/** How often `--check` runs each program. */
export const RUNS = 20;

/** Says that the command line asks for something that is not there. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const USAGE = `Records what the real Lwt and the real Tokio do: beside each scenario, and
beside each program that a style has for its original.

  pnpm record [--check] [--only <scenario>]

  --check            changes no file: runs each program ${RUNS} times, and fails
                     where one run differs from its recording
  --only <scenario>  that scenario alone, or a style's program, as
                     lwt-style/list; may be given again
  --help             prints this

Prints the files that it wrote. Exits with 1 where a recording differs or a
program fails, and with 2 where a flag is wrong or a toolchain is missing.
`;

/**
 * Reads the command line.
 *
 * Errors: a `UsageError` of one line, for a flag that is not known and for a
 * scenario that has no program for a real runtime.
 */
export function readOptions(
  args: readonly string[],
  scenarios: readonly string[],
): Options {
  const { check = false, help = false, only = [] } = parse(args);
  const stranger = only.find((scenario) => !scenarios.includes(scenario));
  if (stranger !== undefined)
    throw new UsageError(
      `no scenario with a program is called "${stranger}": there are ${scenarios.join(", ")}`,
    );
  return { check, help, only };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        check: { type: "boolean" },
        help: { type: "boolean", short: "h" },
        only: { type: "string", multiple: true },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const [sentence] = reason.split(/\.\s|\n/);
    throw new UsageError(`${sentence}; pnpm record --help lists the flags`);
  }
}
