/**
 * A time axis that several traces share, on which order can be seen.
 *
 * Much happens within one instant, and then nothing for a long time: to scale,
 * every instant would be a heap. So the axis is made of moments: an instant has as
 * many as the busiest trace has events then, and the events of each trace take
 * them in their order. Between instants there is a gap, whatever its length.
 */
import type { Trace } from "spec";

/** An instant: the moments from `from` to before `to`. */
export interface Instant {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Moments {
  readonly count: number;
  readonly instants: readonly Instant[];
}

/** Lays out the moments of traces. */
export function momentsOf(traces: readonly Trace[]): Moments {
  const busiest = new Map<number, number>();
  for (const trace of traces) {
    const counts = new Map<number, number>();
    for (const { at } of trace) counts.set(at, (counts.get(at) ?? 0) + 1);
    for (const [at, count] of counts)
      busiest.set(at, Math.max(count, busiest.get(at) ?? 0));
  }
  let count = 0;
  const instants = [...busiest]
    .toSorted(([one], [other]) => one - other)
    .map(([at, size]): Instant => {
      const from = count;
      count += size;
      return { at, from, to: count };
    });
  return { count, instants };
}

/** The moment of each event of a trace. */
export function placeEvents(trace: Trace, moments: Moments): readonly number[] {
  const next = new Map(moments.instants.map(({ at, from }) => [at, from]));
  return trace.map(({ at }) => {
    const moment = next.get(at) ?? 0;
    next.set(at, moment + 1);
    return moment;
  });
}

/**
 * The last event when so many moments have been: its place in the trace, -1
 * where none has been.
 */
export function lastEvent(places: readonly number[], position: number): number {
  return places.findLastIndex((moment) => moment < position);
}

/** The instant of the last moment that has been. */
export function instantAt(
  { instants }: Moments,
  position: number,
): Instant | undefined {
  return instants.find(({ from, to }) => from < position && position <= to);
}

/** Who logs anything, in the order in which they first do. */
export function lanesOf(traces: readonly Trace[]): readonly string[] {
  return [...new Set(traces.flatMap((trace) => trace.map(({ lane }) => lane)))];
}
