import { parseArgs } from "node:util";
import { UsageError } from "../options.js";
import { type OriginalName, originals } from "./originals.js";

export interface FuzzOptions {
  readonly original: OriginalName;
  readonly help: boolean;
  readonly json: boolean;
  readonly programs: number;
  readonly seed: number;
  /** One program to run, in place of many. */
  readonly program: string | undefined;
  /** Whether to record the corpus anew, to check it, or to tell what it covers. */
  readonly corpus: "record" | "check" | "coverage" | undefined;
}

const CORPUS = ["record", "check", "coverage"] as const;
const PROGRAMS = 5_000;
/** Seeds and counts are whole numbers up to this. */
const MOST = 0x7fffffff;

export const FUZZ_USAGE = `Runs small random programs on the real runtime and on its port, and compares.

  pnpm fuzz <original> [--programs <n>] [--seed <n>] [--json]
  pnpm fuzz <original> --program <text>
  pnpm fuzz <original> --record | --check | --coverage

  <original>         ${Object.keys(originals).join(", ")}
  --programs <n>     how many (${PROGRAMS})
  --seed <n>         what they are made from: the same seed makes the same
                     programs; without it, another one each time
  --json             prints the counts as JSON
  --program <text>   runs that program, as a difference shows it
  --record           records the corpus anew: programs that cover every
                     operation and every pair, from seed 1 or --seed
  --check            runs the corpus on the real runtime: it must still do
                     what was recorded
  --coverage         prints what the corpus covers; needs no toolchain
  --help             prints this

Prints what the programs and the corpus covered. The first difference is made small and shown
as source, with both traces. Exits with 1 where there is one, and with 2 where
the command line is wrong or a toolchain is missing.
`;

/**
 * Reads the command line of `fuzz`.
 *
 * Errors: a `UsageError` of one line.
 */
export function readFuzzOptions(args: readonly string[]): FuzzOptions {
  const { values, positionals } = parse(args);
  const { help = false, json = false, program } = values;
  const { record, check, coverage } = values;
  const modes = { record, check, coverage, program };
  const [name, ...others] = positionals;
  if (!help && (name === undefined || !Object.hasOwn(originals, name)))
    throw wrong(
      `${name === undefined ? "an original is missing" : `no original is called "${name}"`}: there is ${Object.keys(originals).join(", ")}`,
    );
  if (others.length > 0) throw wrong(`"${others.join(" ")}" is one too many`);
  if (Object.values(modes).filter((one) => one !== undefined).length > 1)
    throw wrong(
      "--record, --check, --coverage and --program exclude each other",
    );
  const corpus = CORPUS.find((one) => modes[one] === true);
  return {
    original: name as OriginalName,
    help,
    json,
    programs: number("--programs", values.programs, 1) ?? PROGRAMS,
    seed: number("--seed", values.seed, 0) ?? (record ? 1 : Date.now() % MOST),
    program,
    corpus,
  };
}

function number(
  flag: string,
  text: string | undefined,
  least: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > MOST)
    throw wrong(
      `${flag} must be a whole number from ${least} to ${MOST}, not "${text}"`,
    );
  return value;
}

const wrong = (sentence: string): UsageError =>
  new UsageError(`${sentence}; pnpm fuzz --help lists the flags`);

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        check: { type: "boolean" },
        coverage: { type: "boolean" },
        help: { type: "boolean", short: "h" },
        json: { type: "boolean" },
        program: { type: "string" },
        programs: { type: "string" },
        record: { type: "boolean" },
        seed: { type: "string" },
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw wrong(reason.split(/\.\s|\n/)[0]!);
  }
}
