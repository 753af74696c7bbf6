/** The heap, while something is done again and again. */
import { collectGarbage, heapUsed } from "./heap.js";
import type { Point } from "./statistics.js";
import type { LeakRun } from "./suite.js";

/** How the heap went. */
export interface HeapCourse {
  readonly label: LeakRun["label"];
  readonly found: LeakRun["label"];
  readonly bytesARound: number;
  /** Rounds done, and by how many bytes the heap had grown by then. */
  readonly samples: readonly Point[];
}

/**
 * An object takes 12 bytes at the least, and a place to be held in 8. What is
 * below is the heap's own coming and going.
 */
const BYTES_A_ROUND = 4;
const BYTES_IN_ALL = 200_000;

/** How often the heap is looked at. */
const SAMPLES = 40;
/** Steps before the first look. */
const WARM_UP = 4;

function lookAtHeap(): number {
  // What the first has made free the second takes away.
  collectGarbage();
  collectGarbage();
  return heapUsed();
}

/** Does so many rounds, and looks at the heap in equal steps. */
export async function heapCourse(
  { label, start }: LeakRun,
  rounds: number,
  { samples = SAMPLES, heap = lookAtHeap } = {},
): Promise<HeapCourse> {
  const step = Math.ceil(rounds / samples);
  const run = start();
  // What is made but once is there before the first look.
  await run(step * WARM_UP);
  const before = heap();
  const points: Point[] = [[0, 0]];
  for (let done = step; done <= step * samples; done += step) {
    await run(step);
    points.push([done, heap() - before]);
  }
  return { label, samples: points, ...judged(points) };
}

/**
 * By how much the lowest of the last third lies above the lowest of the first:
 * what the collector has not come to only ever adds.
 */
function judged(points: readonly Point[]) {
  const third = Math.floor(points.length / 3);
  const [begin, low] = lowest(points.slice(0, third));
  const [end, high] = lowest(points.slice(-third));
  const bytesARound = (high - low) / (end - begin);
  const inAll = bytesARound * points.at(-1)![0];
  const leaks = bytesARound >= BYTES_A_ROUND && inAll >= BYTES_IN_ALL;
  return { bytesARound, found: leaks ? "leaks" : "flat" } as const;
}

const lowest = (points: readonly Point[]): Point =>
  points.reduce((low, point) => (point[1] < low[1] ? point : low));
