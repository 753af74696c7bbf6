import { alignTraces } from "spec";
import type { Trace } from "spec";

/** In what a live run is not as it was recorded. */
export interface Difference {
  /** Places in the run of events that are not in the recording there. */
  readonly only: ReadonlySet<number>;
  /** Recorded events that the run lacks, as text. */
  readonly lacks: readonly string[];
}

/** Compares a run with the ground truth; `undefined` where they are the same. */
export function difference(
  recorded: Trace,
  run: Trace,
): Difference | undefined {
  const only = new Set<number>();
  const lacks: string[] = [];
  let place = 0;
  for (const { left, right } of alignTraces(recorded, run)) {
    if (left !== right) {
      if (left !== undefined) lacks.push(left);
      if (right !== undefined) only.add(place);
    }
    if (right !== undefined) place += 1;
  }
  return only.size + lacks.length === 0 ? undefined : { only, lacks };
}

/** An event in a few words: who, what, and with what. */
export function wordsOf({ lane, event, value }: Trace[number]): string {
  return value === undefined
    ? `${lane} ${event}`
    : `${lane} ${event} ${JSON.stringify(value)}`;
}
