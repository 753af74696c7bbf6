/** Runs as files for other tools. */
import type { Trace } from "spec";

/** A run that is written, with the name that it goes by. */
export interface NamedTrace {
  readonly name: string;
  readonly source: "recorded" | "live";
  readonly trace: Trace;
}

/** One event a line, as JSON: who ran, and what the trace's own line says. */
export function toNdjson(traces: readonly NamedTrace[]): string {
  return traces
    .flatMap(({ name, source, trace }) =>
      trace.map(
        (event) => `${JSON.stringify({ run: name, source, ...event })}\n`,
      ),
    )
    .join("");
}

/** Microseconds that events of one instant are apart, so that order is seen. */
const apart = 50;

/**
 * Writes Chrome's Trace JSON, which Perfetto reads: a process for each run, a
 * thread for each lane, its life as a slice and its events as instants.
 *
 * Behaviour: events of one instant stand 50 µs apart, in their order; `args`
 * has the time that the trace has.
 */
export function toChromeTrace(traces: readonly NamedTrace[]): string {
  const traceEvents = traces.flatMap(({ name, source, trace }, index) => {
    const pid = index + 1;
    const lanes = [...new Set(trace.map(({ lane }) => lane))];
    const times = timesOf(trace);
    const meta = [
      {
        ph: "M",
        name: "process_name",
        pid,
        args: { name: `${name}, ${source}` },
      },
      ...lanes.map((lane, tid) => ({
        ph: "M",
        name: "thread_name",
        pid,
        tid,
        args: { name: lane },
      })),
    ];
    const lives = lanes.map((lane, tid) => {
      const own = times.filter((_, place) => trace[place]?.lane === lane);
      const from = own[0] ?? 0;
      return {
        ph: "X",
        cat: "lane",
        name: lane,
        pid,
        tid,
        ts: from,
        dur: Math.max(1, (own.at(-1) ?? from) - from),
      };
    });
    const events = trace.map(({ at, lane, event, value }, place) => ({
      ph: "i",
      s: "t",
      cat: "event",
      name: event,
      pid,
      tid: lanes.indexOf(lane),
      ts: times[place],
      args: { at: `${at} ms`, ...(value !== undefined && { value }) },
    }));
    return [...meta, ...lives, ...events];
  });
  return `${JSON.stringify({ displayTimeUnit: "ms", traceEvents }, undefined, 1)}\n`;
}

/** The time of each event, in microseconds. */
function timesOf(trace: Trace): readonly number[] {
  let nth = 0;
  return trace.map(({ at }, place) => {
    nth = at === trace[place - 1]?.at ? nth + 1 : 0;
    return at * 1000 + nth * apart;
  });
}
