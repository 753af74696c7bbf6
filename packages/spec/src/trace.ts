/**
 * What a program was seen to do: events in the order in which they happened,
 * each with the style's own clock, a lane and a word.
 *
 * The text form is one line an event, made to be read in a diff:
 *
 *     @10ms  fast  finished  "a"
 */

/** One thing that was observed. */
export interface TraceEvent {
  /** Milliseconds since the program started, on the clock it ran on. */
  readonly at: number;
  /** Who: a task, a promise, `main`. */
  readonly lane: string;
  /** What: a word or a few, the same in every style. */
  readonly event: string;
  /** With what: plain data, as JSON has it. */
  readonly value?: unknown;
}

export type Trace = readonly TraceEvent[];

/** Writes down events with the time of a clock. */
export class Recorder {
  readonly #events: TraceEvent[] = [];
  readonly #started: number;

  /** @param now the clock, in milliseconds. */
  constructor(private readonly now: () => number) {
    this.#started = now();
  }

  /**
   * Appends an event that happened now.
   *
   * Errors: a `TypeError` where a lane or an event could not be read back from
   * the text form.
   */
  log(lane: string, event: string, value?: unknown): void {
    if (!isWord(lane) || !isWord(event))
      throw new TypeError(
        `"${lane}" and "${event}" must be words with single spaces between them`,
      );
    const at = round(this.now() - this.#started);
    this.#events.push(
      value === undefined ? { at, lane, event } : { at, lane, event, value },
    );
  }

  /** The events so far, in order. */
  get trace(): Trace {
    return this.#events.slice();
  }
}

/** Live clocks are finer than anybody reads: a tenth of a millisecond. */
function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

/** Writes a trace as text, one line an event, each line ended. */
export function formatTrace(trace: Trace): string {
  return trace.map((event) => `${formatEvent(event)}\n`).join("");
}

export function formatEvent({ at, lane, event, value }: TraceEvent): string {
  const line = `@${at}ms  ${lane}  ${event}`;
  return value === undefined ? line : `${line}  ${JSON.stringify(value)}`;
}

/**
 * Reads a trace from its text. Lines that start with `#` are the header, and
 * empty ones are skipped.
 *
 * Errors: a line of another form throws a `SyntaxError` with its number.
 */
export function parseTrace(text: string): Trace {
  return text.split("\n").flatMap((line, index) => {
    if (line === "" || line.startsWith("#")) return [];
    const event = parseEvent(line);
    if (event === undefined)
      throw new SyntaxError(
        `line ${index + 1} of the trace is not "@<n>ms  <lane>  <event>[  <JSON>]": ${line}`,
      );
    return [event];
  });
}

function parseEvent(line: string): TraceEvent | undefined {
  const [time, lane, event, ...rest] = line.split("  ");
  const at = /^@(\d+(?:\.\d+)?)ms$/.exec(time ?? "")?.[1];
  if (at === undefined || !isWord(lane) || !isWord(event)) return undefined;
  const parsed = { at: Number(at), lane, event };
  if (rest.length === 0) return parsed;
  try {
    return { ...parsed, value: JSON.parse(rest.join("  ")) as unknown };
  } catch {
    return undefined;
  }
}

/** Whether it can be a lane or an event: the form's own spaces are not in it. */
function isWord(text: string | undefined): text is string {
  if (text === undefined || text === "") return false;
  return text.trim() === text && !/ {2}|\n/.test(text);
}

/** When a lane first logged an event, in milliseconds; `undefined` if never. */
export function timeOf(
  trace: Trace,
  lane: string,
  event: string,
): number | undefined {
  return trace.find((e) => e.lane === lane && e.event === event)?.at;
}

/**
 * Whether each of these events (`"lane event"`) happened, and in this order,
 * whatever else happened between them.
 */
export function inOrder(trace: Trace, ...expected: string[]): boolean {
  let next = 0;
  for (const { lane, event } of trace)
    if (`${lane} ${event}` === expected[next]) next += 1;
  return next === expected.length;
}
