/** What many figures of the same thing say. */

export interface Summary {
  readonly min: number;
  /** Below it lies a quarter of the figures, above `q3` another. */
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly max: number;
  readonly rounds: number;
}

/** Sums figures up. Each of the five is a figure, none is computed in between. */
export function summary(figures: readonly number[]): Summary {
  if (figures.length === 0) throw new RangeError("there is no figure");
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (part: number): number =>
    sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)]!;
  return {
    min: at(0),
    q1: at(1 / 4),
    median: at(1 / 2),
    q3: at(3 / 4),
    max: at(1),
    rounds: sorted.length,
  };
}

/** Half of what the middle half of the figures spans, as a part of the median. */
export const spread = ({ q1, median, q3 }: Summary): number =>
  median === 0 ? 0 : (q3 - q1) / 2 / Math.abs(median);

/** A place in a plane: how far along, and how high. */
export type Point = readonly [x: number, y: number];
