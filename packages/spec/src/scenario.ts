import type { ScenarioIo } from "./io.js";
import type { Trace } from "./trace.js";

/**
 * How a scenario stands to the page: taken from it, a row of its table, a
 * lesson of its learning outcomes, or something that goes wrong in practice.
 */
export type Level = "page" | "row" | "lesson" | "hazard";

/** What a program of a scenario did, once. */
export interface Run<Result> {
  readonly result: Result;
  readonly trace: Trace;
  /** What it wrote to standard output. */
  readonly output: string;
}

/** A sentence that can be false, and how to see whether it is. */
export interface Rule<Result> {
  /** The sentence after MUST. */
  readonly must: string;
  readonly see: (run: Run<Result>) => unknown;
  readonly equals: unknown;
}

/** A test of the page under its own name, each assertion as the page has it. */
export interface SeedTest<Result> {
  readonly name: string;
  readonly asserts: readonly {
    readonly source: string;
    readonly see: (run: Run<Result>) => unknown;
    readonly equals: unknown;
  }[];
}

/** A file that the program reads: its path, which the reader may replace. */
export interface FileInput {
  readonly kind: "file";
  readonly describe: string;
  /** What the temporary file holds unless another is named. */
  readonly content: string;
}

/** A number that the reader may replace. */
export interface IntegerInput {
  readonly kind: "integer";
  readonly describe: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

export type Inputs = Readonly<Record<string, FileInput | IntegerInput>>;

/** What a program receives for its inputs: a path or a number. */
export type InputValues<I extends Inputs> = {
  readonly [Name in keyof I]: I[Name] extends FileInput ? string : number;
};

/**
 * One behaviour that every style shows: the contract of its result. The prose
 * and the numbered steps stand beside it in `scenario.md`.
 */
export interface Scenario<
  Id extends string,
  Result,
  I extends Inputs = Inputs,
> {
  readonly id: Id;
  readonly title: string;
  readonly level: Level;
  readonly inputs: I;
  /**
   * Every event that a program logs, `"lane event"`, as often as it does. The
   * order is promised only where a rule says so.
   */
  readonly events: readonly string[];
  readonly rules: readonly Rule<Result>[];
  readonly seedTest?: SeedTest<Result>;
}

/** Fixes the type of the result and infers the rest. */
export function defineScenario<Result>() {
  return <const Id extends string, const I extends Inputs = {}>(
    scenario: Omit<Scenario<Id, Result, I>, "inputs"> & { inputs?: I },
  ): Scenario<Id, Result, I> => ({ inputs: {} as I, ...scenario });
}

/** A scenario in one style: it runs its own main and resolves at its end. */
export type Program<Result, I extends Inputs> = (
  io: ScenarioIo<I>,
) => Promise<Result>;
