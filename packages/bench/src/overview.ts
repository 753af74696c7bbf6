/** The operations that several styles have, each in a row of its own suite. */
import type { SuiteCosts } from "./costs.js";
import type { Suite } from "./suite.js";

/** In the order of the report. */
export const OPERATIONS: Readonly<Record<string, string>> = {
  await: "await what is there",
  spawn: "spawn a task and await it",
  all: "wait for two",
  race: "race two",
  yield: "let others run",
  channel: "send and receive an item",
  mutex: "lock and unlock",
  "bytes-sleep": "what sleeps, kept",
};

/** A row stands for the operation that is its id, unless the suite has another. */
export const overviewOf = ({
  rows,
  overview = {},
}: Suite): SuiteCosts["overview"] =>
  Object.fromEntries(
    Object.keys(OPERATIONS)
      .map(
        (operation) => [operation, overview[operation] ?? operation] as const,
      )
      .filter(([, id]) => rows.some((row) => row.id === id)),
  );

/** What an operation costs in one style. */
export interface Overseen {
  readonly operation: string;
  readonly subject: string;
  readonly unit: string;
  readonly min: number;
  /** How many times what native promises cost, in the same row. */
  readonly native: number | null;
}

export const overseen = (suites: readonly SuiteCosts[]): readonly Overseen[] =>
  Object.keys(OPERATIONS).flatMap((operation) =>
    suites.flatMap(({ subject, overview, rows }) => {
      const row = rows.find(({ id }) => id === overview[operation]);
      const own = row?.figures["subject"];
      if (row === undefined || own === undefined || "none" in own) return [];
      const ratio = row.ratios["native"] ?? null;
      return [
        {
          operation,
          subject,
          unit: row.unit,
          min: own.min,
          native: ratio === null ? null : 1 / ratio,
        },
      ];
    }),
  );
