/** How a cost grows with the number of what costs it. */

export interface Point {
  readonly n: number;
  readonly cost: number;
}

/** A power law: `cost = factor × n ^ exponent`. */
export interface Growth {
  readonly factor: number;
  readonly exponent: number;
  readonly points: number;
}

/** Counts below this part of the largest show what is there in any case. */
const LEAST_PART = 100;

/**
 * Fits a power law, by least squares of the logarithms.
 *
 * Behaviour: counts below a hundredth of the largest are left out, and so is
 * what costs nothing; nothing where fewer than two counts are left.
 */
export function growthOf(points: readonly Point[]): Growth | undefined {
  const largest = Math.max(...points.map(({ n }) => n));
  const logs = points
    .filter(({ n, cost }) => n * LEAST_PART >= largest && cost > 0)
    .map(({ n, cost }) => ({ x: Math.log(n), y: Math.log(cost) }));
  if (new Set(logs.map(({ x }) => x)).size < 2) return undefined;
  const mean = (of: (log: { x: number; y: number }) => number): number =>
    logs.reduce((sum, log) => sum + of(log), 0) / logs.length;
  const x = mean((log) => log.x);
  const y = mean((log) => log.y);
  const exponent =
    mean((log) => (log.x - x) * (log.y - y)) / mean((log) => (log.x - x) ** 2);
  const factor = Math.exp(y - exponent * x);
  return { factor, exponent, points: logs.length };
}

/** What so many would cost, on paper. */
export const costAt = ({ factor, exponent }: Growth, n: number): number =>
  factor * n ** exponent;

/** The one in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
