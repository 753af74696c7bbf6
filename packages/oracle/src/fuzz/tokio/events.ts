/**
 * The words of a trace as events.
 *
 *     2:{        the third body of the text starts (main's is 0)
 *     2:recv=7   an operation of that body has given 7; of a unit nothing
 *     2:h1=7     the handler of a select's second branch is called with 7
 *     2:H1       that handler has waited, and ends
 *     2:ok3      the body ends with a value; `err3`: with an error
 *     2:!        it was dropped, or panicked; a task-local's value follows
 *     @10        10 ms have gone by on the runtime's clock
 *     main:done  main has ended; `panic`; `stuck`: it would never have
 *
 * What follows the end of main was dropped with the runtime. `none` is given
 * where there is nothing to work on, `busy` where another future works on it.
 */
import type { Trace, TraceEvent } from "spec";

/** Every trace is compared. */
export const exclusionOf = (): undefined => undefined;

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
  const lane = word.slice(0, colon);
  const [event = "", value] = word.slice(colon + 1).split("=");
  return value === undefined || value === ""
    ? { lane, event }
    : { lane, event, value };
}
