/**
 * How many binds on resolved promises are inside each other right now.
 *
 * See bounce.ts for what is done with it. A *boundary* is a place that looks at
 * what a callback returned before it goes on (a walk, `Lwt.catch`): what is
 * nested inside a boundary counts from nought.
 */
let depth = 0;

export const getDepth = (): number => depth;

export const setDepth = (value: number): void => {
  depth = value;
};

export function enterBoundary(): number {
  const outside = depth;
  depth = 0;
  return outside;
}

export const leaveBoundary = (outside: number): void => {
  depth = outside;
};
