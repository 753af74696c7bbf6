/** Where things stand in a timeline, in pixels. */
import type { Moments } from "./moments.js";

const laneHeight = 26;
export const axisHeight = 24;
const gap = 26;
const edge = 10;
/** What the last instant's time needs, where it has one moment. */
const last = 16;
const narrowest = 12;
const widest = 44;

export interface Geometry {
  /** Without the names of the lanes, which stand before it. */
  readonly width: number;
  readonly height: number;
  /** What the names take. */
  readonly labels: number;
  readonly slot: number;
  /** The middle of a moment. */
  readonly x: (moment: number) => number;
  /** The middle of a lane. */
  readonly y: (lane: number) => number;
}

/** Fits moments and lanes into a width, or into more where it is too narrow. */
export function geometryOf(
  { count, instants }: Moments,
  lanes: readonly string[],
  available: number,
): Geometry {
  const longest = Math.max(0, ...lanes.map((lane) => lane.length));
  const labels = Math.min(128, longest * 7 + 14);
  const gaps = Math.max(0, instants.length - 1) * gap;
  const room =
    (available - labels - 2 * edge - gaps - last) / Math.max(1, count);
  const slot = Math.min(widest, Math.max(narrowest, Math.floor(room)));
  const startOf = (index: number): number =>
    edge + (instants[index]?.from ?? 0) * slot + index * gap;
  return {
    labels,
    slot,
    width: 2 * edge + gaps + count * slot + last,
    height: axisHeight + lanes.length * laneHeight + 6,
    x: (moment) => {
      const index = instants.findLastIndex(({ from }) => from <= moment);
      const from = instants[index]?.from ?? 0;
      return startOf(index) + (moment - from + 0.5) * slot;
    },
    y: (lane) => axisHeight + (lane + 0.5) * laneHeight,
  };
}
