import type { Source } from "./source.js";
import { sectionsOf } from "./structure.js";

/** Where a program logs an event. */
export interface Place {
  /** The line, from 0. */
  readonly line: number;
  /** The number of the step that it stands under; 0 before the first. */
  readonly step: number;
  readonly event: string;
  /** Whether the call can be one of a lane, and names it to the letter. */
  readonly fits: (lane: string) => "exactly" | "perhaps" | "no";
}

/** What is asked for: an event of a trace. */
interface Logged {
  readonly lane: string;
  readonly event: string;
}

/** A text in quotation marks, of any of the languages. */
const quoted = /"(?<double>[^"]*)"|`(?<back>[^`]*)`/g;

/** What stands in a text for a value that is filled in. */
const hole = /\$\{[^}]*\}|\{[^}]*\}|%[ds]/;

/** Finds the calls of `log` in a program, whatever its language. */
export function placesOf(source: Source): readonly Place[] {
  const sections = sectionsOf(source);
  const starts: number[] = [];
  let length = 0;
  for (const line of source.lines) {
    starts.push(length);
    length += line.length + 1;
  }
  const text = source.lines.join("\n");
  return [...text.matchAll(/\blog(?:_value)?[\s(&]+/g)].flatMap((call) => {
    const from = call.index + call[0].length;
    const rest = text.slice(from, from + 200);
    const texts = [...rest.matchAll(quoted)].map(
      ({ groups }) => groups?.["double"] ?? groups?.["back"] ?? "",
    );
    const isName = /^[a-z_]\w*[\s,]/i.test(rest) && !rest.startsWith("Printf");
    const [lane, event] = isName ? [undefined, texts[0]] : texts;
    if (event === undefined) return [];
    const line = starts.findLastIndex((start) => start <= call.index);
    const step = sections.findLastIndex((section) => section.from <= line);
    return [{ line, step, event, fits: fitsLane(lane) }];
  });
}

function fitsLane(lane: string | undefined): Place["fits"] {
  if (lane === undefined) return () => "perhaps";
  const parts = lane.split(hole);
  if (parts.length === 1) return (asked) => (asked === lane ? "exactly" : "no");
  const pattern = new RegExp(
    `^${parts.map((part) => part.replaceAll(/\W/g, String.raw`\$&`)).join(".*")}$`,
  );
  return (asked) => (pattern.test(asked) ? "perhaps" : "no");
}

/**
 * Finds where each event of a trace was logged: the places in the order of the
 * events, `undefined` where a program has several and nothing tells which.
 *
 * Behaviour: a call that names the lane to the letter comes before one that
 * computes it. Where the same event is logged as often as there are calls of it,
 * the calls are taken in their order.
 */
export function placesInTrace(
  places: readonly Place[],
  trace: readonly Logged[],
): readonly (Place | undefined)[] {
  const seen = new Map<string, number>();
  const total = new Map<string, number>();
  const nameOf = ({ lane, event }: Logged): string => `${lane}  ${event}`;
  for (const event of trace)
    total.set(nameOf(event), (total.get(nameOf(event)) ?? 0) + 1);
  return trace.map((event) => {
    const name = nameOf(event);
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const same = places.filter((place) => place.event === event.event);
    const exact = same.filter((place) => place.fits(event.lane) === "exactly");
    const found =
      exact.length > 0
        ? exact
        : same.filter((place) => place.fits(event.lane) === "perhaps");
    if (found.length === 1) return found[0];
    return found.length === total.get(name) ? found[nth] : undefined;
  });
}
