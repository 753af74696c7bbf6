/** Who waits for what, when nothing can go on. */
import {
  CANCEL_ONE,
  CANCEL_SELF,
  CANCEL_SEVERAL,
  HOW,
  type LwtPromise,
  PENDING,
  STATE,
  underlying,
} from "./promise.js";
import { SequenceNode, waitingByLabel } from "./sequence.js";

/** Thrown by `LwtMain.run`: nothing can ever wake its promise. */
export class Deadlock extends Error {
  override readonly name = "LwtEngine.Deadlock";

  constructor(
    /** What main waits for. */
    readonly main: readonly string[],
    /** How many wait in all, by what they wait for. */
    readonly waiting: Readonly<Record<string, number>>,
  ) {
    const counts = Object.entries(waiting).map(
      ([what, n]) => `${n} in ${what}`,
    );
    super(
      `deadlock: main waits for ${main.join(" and ")}, and nothing can wake it` +
        (counts.length > 0 ? `; waiting in all: ${counts.join(", ")}` : ""),
    );
  }
}

/** No report names more than this many things that main waits for. */
const MOST = 10;

/** Tells what the pending `p` waits for, as far as a cancel would go. */
export function deadlockOf(p: LwtPromise<any>): Deadlock {
  const found = new Map<string, number>();
  const seen = new Set<LwtPromise<any>>();
  const toVisit = [p];
  for (let next = toVisit.pop(); next !== undefined; next = toVisit.pop()) {
    const q = underlying(next);
    if ((q.s & STATE) !== PENDING || seen.has(q)) continue;
    seen.add(q);
    const how = q.s & HOW;
    if (how === CANCEL_ONE) {
      toVisit.push(q.h as LwtPromise<any>);
    } else if (how === CANCEL_SEVERAL) {
      toVisit.push(...(q.h as LwtPromise<any>[]).toReversed());
    } else {
      const what = how === CANCEL_SELF ? describe(q.h) : "Lwt.wait";
      found.set(what, (found.get(what) ?? 0) + 1);
    }
  }
  const main = [...found].map(([what, n]) => (n > 1 ? `${n} × ${what}` : what));
  const waiting = [...waitingByLabel].filter(([, n]) => n > 0);
  return new Deadlock(
    main.length === 0 ? ["itself"] : main.slice(0, MOST),
    Object.fromEntries(waiting),
  );
}

function describe(queued: unknown): string {
  if (!(queued instanceof SequenceNode)) return "Lwt.task";
  const { label, name } = queued.owner;
  return name === undefined ? label : `${label} "${name}"`;
}
