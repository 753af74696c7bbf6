/** What has been recorded and run of a scenario: a track for each column. */
import { useEffect, useRef, useState } from "preact/hooks";
import { styles } from "virtual:site";
import { nameOf } from "spec";
import type { ScenarioId, Trace } from "spec";
import { runScenario } from "../run/client.js";
import type { Outcome } from "../run/client.js";
import type { ScenarioData } from "../site.js";
import { columnTitle, originalOfColumn } from "./column-names.js";
import { difference } from "../timeline/difference.js";
import type { Difference } from "../timeline/difference.js";

export interface Track {
  /** The column that it belongs to. */
  readonly column: string;
  readonly title: string;
  readonly source: "recorded" | "live";
  /** What happened, as far as is known. */
  readonly trace?: Trace;
  readonly outcome?: Outcome;
  /** What its style mirrors: the ground truth. */
  readonly truth?: string;
  readonly difference?: Difference | undefined;
}

/** Runs the chosen styles that have not run yet. */
export function useTracks(
  id: ScenarioId,
  { traces }: ScenarioData,
  columns: readonly string[],
) {
  const [outcomes, setOutcomes] = useState<Readonly<Record<string, Outcome>>>(
    {},
  );
  const [round, setRound] = useState(0);
  const asked = useRef(new Map<number, Set<string>>());
  const stop = useRef(new AbortController());
  useEffect(() => {
    stop.current = new AbortController();
    return () => stop.current.abort();
  }, []);
  useEffect(() => {
    const { signal } = stop.current;
    const seen = asked.current.get(round) ?? new Set();
    asked.current.set(round, seen);
    const wanted = columns.filter(
      (column) =>
        styles.some(({ name }) => name === column) && !seen.has(column),
    );
    for (const name of wanted) seen.add(name);
    const runAll = async (): Promise<void> => {
      for (const name of wanted) {
        const outcome = await runScenario(name, id, signal);
        if (signal.aborted) return;
        setOutcomes((before) => ({ ...before, [name]: outcome }));
      }
    };
    void runAll();
  }, [columns.join(), round]);
  const tracks = columns.map((column) => trackOf(column, traces, outcomes));
  return {
    tracks,
    runAgain: () => {
      setOutcomes({});
      setRound((n) => n + 1);
    },
  };
}

function trackOf(
  column: string,
  traces: ScenarioData["traces"],
  outcomes: Readonly<Record<string, Outcome>>,
): Track {
  const title = columnTitle(column);
  const recordedOf = originalOfColumn[column];
  if (recordedOf !== undefined) {
    const trace = traces[recordedOf];
    return { column, title, source: "recorded", ...(trace && { trace }) };
  }
  const original = styles.find((style) => style.name === column)?.original;
  const truth = original && traces[original.name];
  const outcome = outcomes[column];
  const about = {
    column,
    title,
    source: "live",
    ...(original && { truth: nameOf(original) }),
    ...(outcome && { outcome }),
  } as const;
  // What cannot run here stands in for itself with what it must do.
  if (outcome?.kind === "needs node" && truth !== undefined)
    return { ...about, source: "recorded", trace: truth };
  if (outcome?.kind !== "ran") return about;
  const { trace } = outcome.run;
  return { ...about, trace, difference: truth && difference(truth, trace) };
}
