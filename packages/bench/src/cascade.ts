/** Tasks that are cancelled at their root: how many go on, and how long it takes. */
import { performance } from "node:perf_hooks";
import { compete, type Effort, type Figures, NoFigure } from "./rounds.js";
import type { Measure } from "./rounds.js";
import type { Cascade, Shape, Tasks } from "./suite.js";

export const SHAPE: Shape = { width: 200, depth: 5 };

/** In milliseconds: who has not ended by then has been leaked. */
const GRACE = 1000;

/** What one cascade has come to. */
export interface CascadeCosts {
  readonly label: Cascade["label"];
  /** Tasks that had not ended a second after the cancel. */
  readonly leaked: number;
  /** Nanoseconds from the cancel to the end of the last task. */
  readonly figures: Figures;
}

export interface Quiet {
  readonly leaked: number;
  readonly nanoseconds: number;
}

/** Starts the tasks, lets all of them begin, and cancels their root. */
export async function cancelOnce(
  cascade: Cascade,
  shape: Shape,
  grace = GRACE,
): Promise<Quiet> {
  const all = shape.width * shape.depth;
  const [begun, haveBegun] = settled();
  const [quiet, areQuiet] = settled();
  let entered = 0;
  let left = 0;
  let end = 0;
  const tasks: Tasks = {
    enter() {
      entered += 1;
      if (entered === all) haveBegun();
    },
    leave() {
      left += 1;
      if (left < all) return;
      end = performance.now();
      areQuiet();
    },
  };
  const cancel = cascade.start(shape, tasks);
  if (!(await within(grace, begun)))
    throw new Error(`only ${entered} of ${all} tasks have begun`);
  // All that the last one has to do before it sleeps.
  await new Promise((slept) => void setImmediate(slept));
  const start = performance.now();
  const isQuiet = await within(
    grace,
    Promise.all([cancel(), quiet]).then(() => {}),
  );
  return {
    leaked: all - left,
    nanoseconds: isQuiet ? (end - start) * 1e6 : Infinity,
  };
}

function settled(): [Promise<void>, () => void] {
  let settle!: () => void;
  return [new Promise<void>((resolve) => (settle = resolve)), settle];
}

/** Waits, for so many milliseconds at most; says whether it has ended. */
async function within(grace: number, wait: Promise<void>): Promise<boolean> {
  let timer!: NodeJS.Timeout;
  const late = new Promise<boolean>((give) => {
    timer = setTimeout(() => give(false), grace);
  });
  try {
    return await Promise.race([wait.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Cancels each contender's tasks, in rounds that alternate. */
export async function cancelAll(
  cascades: Readonly<Record<string, Cascade>>,
  effort: Effort,
  { shape = SHAPE, grace = GRACE } = {},
): Promise<Readonly<Record<string, CascadeCosts>>> {
  const leaked = new Map<string, number>();
  const measures = new Map<string, Measure>();
  for (const [name, cascade] of Object.entries(cascades)) {
    const first = await cancelOnce(cascade, shape, grace);
    leaked.set(name, first.leaked);
    measures.set(name, async (n) => {
      if (first.leaked > 0) throw new NoFigure("never");
      let sum = 0;
      for (let i = 0; i < n; i++)
        sum += (await cancelOnce(cascade, shape, grace)).nanoseconds;
      return sum;
    });
  }
  const figures = await compete(measures, "ns", 1, effort);
  return Object.fromEntries(
    Object.entries(cascades).map(([name, { label }]) => [
      name,
      { label, leaked: leaked.get(name)!, figures: figures.get(name)! },
    ]),
  );
}
