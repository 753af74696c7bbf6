import type {
  Extrapolated,
  TaskFigures,
  TaskGrowth,
  TaskReach,
} from "../costs/task-figures.js";
import { bytesText, short, timeText } from "./figures.js";
import type { Figures } from "./figures.js";

/** What `compare tasks` has found. */
export interface TaskReport {
  readonly machine: string;
  readonly figures: readonly TaskFigures[];
  readonly growths: readonly TaskGrowth[];
  readonly reaches: readonly TaskReach[];
  readonly notes: readonly string[];
}

export const tasksTables = ({
  figures,
  growths,
}: TaskReport): readonly Figures[] => [
  {
    title: "Each task, while all of them wait: bytes, and µs",
    words: 2,
    head: ["", "", "at once", "heap", "resident", "start", "finish", "CPU"],
    rows: figures.map((one) => [
      one.contender,
      one.shape,
      ...(one.failure === undefined
        ? [
            atOnce(one),
            short(one.heapBytes),
            short(one.residentBytes),
            short(one.startUs),
            short(one.finishUs),
            short(one.cpuUs),
          ]
        : [one.failure]),
    ]),
  },
  {
    title: "All of them: how the cost grows, and ten and a hundred times more",
    words: 2,
    head: ["", "", "bytes n^", "10 ×", "100 ×", "CPU n^", "10 ×", "100 ×"],
    rows: growths.map(({ contender, shape, bytes, milliseconds }) => [
      contender,
      shape,
      ...growth(bytes, bytesText),
      ...growth(milliseconds, timeText),
    ]),
  },
];

/** How many waited at once: all, or so many of all. */
const atOnce = ({ n, pendingAtOnce }: TaskFigures): string =>
  pendingAtOnce === n ? short(n) : `${short(pendingAtOnce)} of ${short(n)}`;

/** The exponent, and what ten and a hundred times more would cost. */
const growth = (
  found: Extrapolated | undefined,
  text: (value: number) => string,
): readonly string[] =>
  found === undefined
    ? ["–", "–", "–"]
    : [found.exponent.toFixed(2), text(found.atTen), text(found.atHundred)];

export const tasksNotes = ({
  figures,
  reaches,
  notes,
  machine,
}: TaskReport): readonly string[] => [
  ...reaches.map(
    ({ contender, shape, n, rival, bytes, time, times, holds }) =>
      `${contender}, ${shape}, ${short(n)}: ${bytes.toFixed(2)} × the heap and ${time.toFixed(2)} × the CPU time of ${rival}; the reach, ${times} ×, ${holds ? "is met" : "is missed"}`,
  ),
  ...reserved(figures),
  ...notes,
  "awaited: joined in one place; spawned: started one by one, their handles joined",
  "start: until all wait; finish: from when all are due until all are joined; CPU: of both",
  "an exponent below 1 is an engine that is still getting warm: more would cost more than it says",
  machine,
];

/** What a thread reserves is not what it uses. */
function reserved(figures: readonly TaskFigures[]): readonly string[] {
  const most = figures.findLast(
    ({ contender, addressBytes }) =>
      contender.startsWith("OS threads") && addressBytes !== undefined,
  );
  return most === undefined
    ? []
    : [
        `${most.contender}: each reserves ${bytesText(most.addressBytes)} of addresses for its stack, and has ${bytesText(most.residentBytes)} in memory; the kernel's own part is not counted`,
      ];
}
