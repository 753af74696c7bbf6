/**
 * What becomes of an operation that is cut short: measured, not told.
 *
 * A scene is played to its end, and then again for each step and each way of
 * dropping a future, once with a second call of the operation and once with
 * none. An operation is as safe as those second calls are like the call that
 * nobody cut.
 */
import { fn, gen } from "../../src/index.js";
import { paused } from "../support.js";
import {
  asTask,
  type Attempt,
  type Make,
  type Notes,
  settled,
  type Way,
  ways,
} from "./scene.js";

/** From the best to the worst. */
const VERDICTS = ["safe", "place", "anew", "unsafe"] as const;

/**
 * - `safe`: to call it again is as if it had not been cut;
 * - `place`: others may be served before it;
 * - `anew`: only what it counts from its start differs;
 * - `unsafe`: something else differs.
 */
export type Verdict = (typeof VERDICTS)[number];

export interface Outcome extends Notes {
  readonly finished: boolean;
  readonly facts: unknown;
  readonly wrong: ReadonlyArray<string>;
  /** Whether it came to the step at which it was to be cut. */
  readonly cut: boolean;
  /** How often the task was woken for nothing after it was cut. */
  readonly woken: number;
  /** The least number of steps: not yet polled, waiting, woken. */
  readonly steps: number;
}

export interface Cut {
  readonly step: number;
  readonly again: boolean;
}

const settle = fn(function* (attempt: Attempt | undefined) {
  yield* settled;
  if (attempt?.poll === undefined) return;
  for (let i = 0; i < 6; i++) {
    attempt.poll();
    yield* settled;
  }
});

const played = fn(function* (make: Make, way: Way, cut: Cut | undefined) {
  const notes: Notes = { order: [], counts: [] };
  const scene = make(notes);
  yield* settled;
  const first = way(scene);
  let attempt: Attempt | undefined = first;
  let step = 0;
  let wasCut = false;
  const look = gen(function* () {
    if (step++ !== cut?.step || attempt!.finished()) return;
    wasCut = true;
    attempt!.cut();
    yield* settled;
    attempt = cut.again ? asTask(scene) : undefined;
  });
  yield* look;
  attempt?.poll?.();
  yield* look;
  for (const move of scene.moves) {
    yield* settle(attempt);
    yield* look;
    const more = move();
    if (more !== undefined) yield* more;
    yield* look;
  }
  yield* settle(attempt);
  const finished = attempt?.finished() ?? true;
  if (!finished) {
    attempt?.cut();
    yield* settled;
  }
  const wrong = (scene.wrong?.() ?? []).filter((it) => it !== false);
  const facts = scene.facts?.();
  return {
    ...notes,
    finished,
    facts,
    wrong,
    cut: wasCut,
    woken: first.woken?.() ?? 0,
    steps: scene.moves.length > 0 ? 4 : 1,
  };
});

/** Plays a scene once. */
export async function play(make: Make, way: Way, cut?: Cut): Promise<Outcome> {
  using rt = paused();
  return await rt.blockOn(played(make, way, cut));
}

const same = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

function compare(whole: Outcome, again: Outcome): Verdict {
  if (whole.finished !== again.finished || !same(whole.facts, again.facts)) {
    return "unsafe";
  }
  if (!same(whole.counts, again.counts)) return "anew";
  if (same(whole.order, again.order)) return "safe";
  return same(whole.order.toSorted(), again.order.toSorted())
    ? "place"
    : "unsafe";
}

const worse = (a: Verdict, b: Verdict): Verdict =>
  VERDICTS.indexOf(a) < VERDICTS.indexOf(b) ? b : a;

export const worst = (all: ReadonlyArray<Verdict>): Verdict =>
  all.reduce(worse, "safe");

export interface Measured {
  readonly verdict: Verdict;
  /** What must not be, with the way and the step at which it was. */
  readonly wrong: ReadonlyArray<string>;
}

/** Cuts an operation in each way at each of its steps. */
export async function measure(make: Make): Promise<Measured> {
  let verdict: Verdict = "safe";
  const wrong: Array<string> = [];
  for (const [name, way] of Object.entries(ways)) {
    const whole = await play(make, way);
    wrong.push(...whole.wrong.map((it) => `${name}, not cut: ${it}`));
    if (!whole.finished) wrong.push(`${name}: it never ends`);
    let step = 0;
    for (; ; step++) {
      const again = await play(make, way, { step, again: true });
      if (!again.cut) break;
      const gone = await play(make, way, { step, again: false });
      verdict = worse(verdict, compare(whole, again));
      for (const it of again.wrong) {
        wrong.push(`${name} at ${step}, called again: ${it}`);
      }
      for (const it of gone.wrong) wrong.push(`${name} at ${step}: ${it}`);
    }
    if (step < whole.steps) wrong.push(`${name}: it was cut at ${step} steps`);
  }
  return { verdict, wrong };
}
