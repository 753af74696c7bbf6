/** What the runs of tasks say: figures, growth, and whether a reach is met. */
import { costAt, growthOf, median } from "./growth.js";
import type { TaskRun, TaskRuns } from "./task-runs.js";

/** One contender, one shape, one count: for each task. */
export interface TaskFigures {
  readonly contender: string;
  readonly shape: string;
  readonly n: number;
  /** The fewest that were seen to wait at once, in any round. */
  readonly pendingAtOnce?: number;
  /** Bytes of the heap; none where the tasks have heaps of their own. */
  readonly heapBytes?: number;
  readonly residentBytes?: number;
  readonly addressBytes?: number;
  /** Microseconds, of the fastest round. */
  readonly startUs?: number;
  readonly finishUs?: number;
  /** Of the processor, for both. */
  readonly cpuUs?: number;
  readonly failure?: string;
}

/** The median of what is left in use, the least of what takes time. */
export function figuresOf({
  found: { contender },
  shape,
  n,
  runs,
  failure,
}: TaskRuns): TaskFigures {
  const which = { contender: contender.name, shape, n };
  if (failure !== undefined) return { ...which, failure };
  const of = (key: keyof TaskRun): number[] => runs.map((run) => run[key] ?? 0);
  const each = (key: keyof TaskRun): number => median(of(key)) / n;
  // Less than before is no cost: something else gave memory back.
  const bytes = (key: "heapBytes" | "residentBytes") =>
    each(key) < 0 ? {} : { [key]: each(key) };
  const microseconds = (key: keyof TaskRun): number =>
    (Math.min(...of(key)) * 1000) / n;
  return {
    ...which,
    pendingAtOnce: Math.min(...of("pendingAtOnce")),
    ...(!contender.ownHeaps && bytes("heapBytes")),
    ...bytes("residentBytes"),
    ...(runs.some(({ addressBytes }) => addressBytes !== undefined) && {
      addressBytes: each("addressBytes"),
    }),
    startUs: microseconds("startMs"),
    finishUs: microseconds("finishMs"),
    cpuUs: microseconds("cpuMs"),
  };
}

/** How the costs of a contender grow, and what more would cost on paper. */
export interface TaskGrowth {
  readonly contender: string;
  readonly shape: string;
  /** The largest count that was run. */
  readonly n: number;
  /** Of the heap, or of what is resident where there is no common heap. */
  readonly bytes: Extrapolated | undefined;
  /** Of the processor. */
  readonly milliseconds: Extrapolated | undefined;
}

export interface Extrapolated {
  readonly exponent: number;
  /** At ten and a hundred times the largest count. */
  readonly atTen: number;
  readonly atHundred: number;
}

/** One contender's shapes, each over all its counts. */
export function growthsOf(all: readonly TaskRuns[]): readonly TaskGrowth[] {
  const ran = all.filter(({ runs }) => runs.length > 0);
  const nameOf = ({ found, shape }: TaskRuns): string =>
    `${found.contender.name}, ${shape}`;
  return [...new Set(ran.map(nameOf))].flatMap((name) => {
    const group = ran.filter((one) => nameOf(one) === name);
    const last = group.at(-1);
    if (last === undefined) return [];
    const { contender } = last.found;
    const extrapolate = (
      cost: (run: TaskRun) => number,
    ): Extrapolated | undefined => {
      const growth = growthOf(
        group.flatMap(({ n, runs }) =>
          runs.map((run) => ({ n, cost: cost(run) })),
        ),
      );
      return (
        growth && {
          exponent: growth.exponent,
          atTen: costAt(growth, last.n * 10),
          atHundred: costAt(growth, last.n * 100),
        }
      );
    };
    return {
      contender: contender.name,
      shape: last.shape,
      n: last.n,
      bytes: extrapolate((run) =>
        contender.ownHeaps || run.addressBytes !== undefined
          ? run.residentBytes
          : run.heapBytes,
      ),
      milliseconds: extrapolate((run) => run.cpuMs),
    };
  });
}

/** What a contender is held to, at the largest count. */
export interface TaskReach {
  readonly contender: string;
  readonly shape: string;
  readonly n: number;
  readonly rival: string;
  /** How many times the rival's: bytes of the heap, time of the processor. */
  readonly bytes: number;
  readonly time: number;
  /** At most so many. */
  readonly times: number;
  readonly holds: boolean;
}

export function reachesOf(all: readonly TaskRuns[]): readonly TaskReach[] {
  const figures = all.map(figuresOf);
  return all.flatMap(({ found: { contender }, shape, n }, index) => {
    const { reach } = contender;
    const larger = all.some(
      (other) =>
        other.found.contender === contender &&
        other.shape === shape &&
        other.n > n,
    );
    if (reach === undefined || larger) return [];
    const own = figures[index];
    const rival = figures.find(
      (other) =>
        other.contender === reach.rival &&
        other.shape === shape &&
        other.n === n,
    );
    if (own?.heapBytes === undefined || rival?.heapBytes === undefined)
      return [];
    const bytes = own.heapBytes / rival.heapBytes;
    const time = (own.cpuUs ?? NaN) / (rival.cpuUs ?? NaN);
    return {
      contender: contender.name,
      shape,
      n,
      ...reach,
      bytes,
      time,
      holds: Math.max(bytes, time) <= reach.times,
    };
  });
}
