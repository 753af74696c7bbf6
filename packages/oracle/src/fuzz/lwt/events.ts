/**
 * The words of a trace as events.
 *
 *     c0:5/1/   callback 0 is called with 5, the first key of storage is 1
 *     @10       10 ms have gone by on main's clock
 *     raised:E  a step of the program has raised E
 *     p3:=2     at the end the promise in slot 3 has the value 2 (`!E`: it is
 *               rejected with E, `?`: it is pending)
 *
 * The others have the name of an operation and what it saw. Of a value only
 * the numbers in it are told. Callbacks are counted as they stand in the
 * program.
 */
import type { Trace, TraceEvent } from "spec";

/** A trace that is a word which starts so: the program has none. */
const EXCLUDED = "!";

/**
 * Why a program's trace is not compared; `undefined` where it is.
 *
 * - `crash`: the real Lwt ends with a segmentation fault
 * - `endless`: it goes round for ever
 * - `stack`: it overflows its stack
 * - `pause`: a pause that was abandoned is canceled, which breaks the queue of
 *   the pauses made since
 * - `npick`: a callback gives the result of an `npick` that is resolving it,
 *   which Lwt may write over then
 */
export function exclusionOf(trace: string): string | undefined {
  return trace.startsWith(EXCLUDED) ? trace.slice(EXCLUDED.length) : undefined;
}

/** Reads the words of a trace. */
export function eventsOf(trace: string): Trace {
  let at = 0;
  const events: TraceEvent[] = [];
  for (const word of trace.split(" ")) {
    if (word.startsWith("@")) at = Number(word.slice(1));
    else events.push({ at, ...eventOf(word) });
  }
  return events;
}

function eventOf(word: string): Omit<TraceEvent, "at"> {
  const colon = word.indexOf(":");
  if (colon === -1) return { lane: "program", event: word };
  const [lane, value] = [word.slice(0, colon), word.slice(colon + 1)];
  if (/^c\d+$/.test(lane)) return { lane, event: "called", value };
  if (/^p\d+$/.test(lane)) return { lane, event: "is", value };
  return { lane: "program", event: lane, value };
}
