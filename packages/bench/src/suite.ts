/** What a style provides in `bench/index.ts`, as `suite`. */

/** Does an operation `n` times; of bytes, gives what is to be kept. */
export type Run = (n: number) => unknown;

/**
 * What a figure counts, for one operation: time that passes, time of the
 * processor (for what waits), or bytes of the heap that stay in use.
 */
export type Unit = "ns" | "cpu ns" | "bytes";

/** One operation, in one way for each rival. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  /** Operations that only make sense together: a chain's links; 1 if left out. */
  readonly batch?: number;
  /** By the names of the suite's `rivals`; the subject's own is `subject`. */
  readonly runs: Readonly<Record<string, Run>>;
  /** Whether the original's program has this row. */
  readonly original: boolean;
  /** How many times better than a rival the subject is to be, at least. */
  readonly targets?: Readonly<Record<string, number>>;
}

/**
 * The original, as a program: `<command> <row>` reads a count a line from stdin
 * and answers each with a line: nanoseconds or bytes in all, or a word that
 * says why there are none.
 */
export interface Original {
  readonly name: string;
  /** Builds the program and gives its command; a string says what is missing. */
  build(): Promise<Built | string>;
}

export interface Built {
  readonly command: string;
  readonly version?: string;
}

/** What can be said of how a contender does an operation. */
export type Label =
  | "eager"
  | "lazy"
  | "stops the loser"
  | "leaves the loser"
  | "fair"
  | "in order";

/** Something said of a contender; made by `starts`, `race` and `choice`. */
export interface Class {
  /** `subject`, or one of the suite's `rivals`. */
  readonly contender: string;
  readonly label: Label;
  /** The rows that it is said of; all that the contender has if left out. */
  readonly rows?: readonly string[];
  /** Finds out by running what is true. */
  probe(): Promise<string>;
}

/** How many chains of tasks, and how many tasks each has. */
export interface Shape {
  readonly width: number;
  readonly depth: number;
}

/** Who counts the tasks: each tells when it begins and, in any case, its end. */
export interface Tasks {
  readonly enter: () => void;
  readonly leave: () => void;
}

/**
 * A root with chains of tasks: each task has started the next one and waits for
 * it, the last sleeps for an hour.
 */
export interface Cascade {
  /** Whether a cancel of the root ends all of them; checked before any figure. */
  readonly label: "stops all" | "leaks";
  /** Starts the tasks; gives what cancels the root. */
  readonly start: (shape: Shape, tasks: Tasks) => () => unknown;
}

/** What is repeated so often that the heap shows whether it keeps anything. */
export interface Leak {
  readonly id: string;
  readonly title: string;
  /** How often, in all. */
  readonly rounds: number;
  readonly runs: Readonly<Record<string, LeakRun>>;
}

export interface LeakRun {
  /** What the heap is to show. */
  readonly label: "flat" | "leaks";
  /** Makes what all rounds have in common; gives what does `n` more of them. */
  readonly start: () => Run;
}

/** What a user's bundle has of the style at least. */
export interface Core {
  /** A module that uses the core as a user would; compiled. */
  readonly entry: URL;
  /** The libraries that the style stands on, which the budget leaves out. */
  readonly without: readonly string[];
  /** Bytes, minified and compressed with gzip. */
  readonly budget?: number;
  /**
   * By how much the budget is missed as yet, and why. It fails when more is
   * missed, and when much less is: by a quarter of the budget.
   */
  readonly missed?: { readonly bytes: number; readonly why: string };
}

export interface Suite {
  readonly subject: string;
  readonly rivals: readonly string[];
  readonly original?: Original;
  readonly rows: readonly Row[];
  readonly classes?: readonly Class[];
  /** By an operation of the overview, the row that stands for it, if another id. */
  readonly overview?: Readonly<Record<string, string>>;
  readonly cascades?: Readonly<Record<string, Cascade>>;
  readonly leaks?: readonly Leak[];
  readonly core?: Core;
}
