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
  build(): Promise<{ readonly command: string } | string>;
}

export interface Suite {
  readonly subject: string;
  readonly rivals: readonly string[];
  readonly original?: Original;
  readonly rows: readonly Row[];
}
