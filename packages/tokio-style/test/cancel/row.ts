/** A line of the table: what is claimed of a method, and how it is measured. */
import type { Verdict } from "./measure.js";
import type { Make } from "./scene.js";

/** One case of a method: how it is called, or what happens to it. */
export interface Case {
  /** When this holds, if the method has several cases. */
  readonly when?: string;
  /** What the measurement must give. */
  readonly verdict: Verdict;
  /** What is lost, or what is not. */
  readonly note?: string;
  /** Their worst verdict is that of the case. */
  readonly scenes: ReadonlyArray<Make>;
}

/** What the documentation of Tokio 1.24.2 says of the original. */
type Said = Verdict | "nothing";

export interface Row {
  /** Where its docs stand: the file in src, and the name in it. */
  readonly at: string;
  readonly cases: ReadonlyArray<Case>;
  readonly said: Said;
  /** The line of the docs, where the cases do not make a good one. */
  readonly line?: string;
  /** Why the measurement is not what Tokio's documentation says. */
  readonly why?: string;
}

/** A method that is the same as another, whose docs it names. */
export interface Same {
  readonly at: string;
  readonly as: string;
  readonly scenes: ReadonlyArray<Make>;
}

export type Rows = Readonly<Record<string, Row | Same>>;

const PHRASES: Record<Verdict, string> = {
  safe: "cancel safe",
  place: "cancel safe, but the place in the queue is lost",
  anew: "cancel safe, but the next call counts anew",
  unsafe: "not cancel safe",
};

function words({ when, verdict, note }: Case): string {
  const lead = when === undefined ? "" : `${when}, `;
  const colon = verdict === "unsafe" ? ": " : "; ";
  return `${lead}${PHRASES[verdict]}${note === undefined ? "" : colon + note}.`;
}

/** The line of the docs, as text. */
export function lineOf(row: Row): string {
  if (row.line !== undefined) return `Cancellation: ${row.line}`;
  const sentences = row.cases.map(words);
  return `Cancellation: ${sentences
    .map((it, i) => (i === 0 ? it : it[0]!.toUpperCase() + it.slice(1)))
    .join(" ")}`;
}
