/**
 * Cancellation: from a promise back to the tasks it stands on.
 *
 * All the tasks that are found are set to `Canceled` first; then their
 * callbacks are called, those of the task found last first.
 */
import { openAny } from "./callbacks.js";
import {
  CANCEL_ONE,
  CANCEL_SELF,
  CANCEL_SEVERAL,
  Canceled,
  HOW,
  type LwtCallback,
  type LwtPromise,
  NOT_CANCELABLE,
  PENDING,
  REJECTED,
  type Releasable,
  STATE,
  underlying,
} from "./promise.js";
import { callBack, reject } from "./resolve.js";

/** A task that was set to `Canceled`, with what is to be called for it. */
class Found {
  constructor(
    readonly first: LwtCallback<any> | null,
    readonly released: Releasable | undefined,
  ) {}
}

/** From here on the way back is checked for going round in a circle. */
const LONG_WAY = 100_000;

export function cancel(given: LwtPromise<any>): void {
  const p = underlying(given);
  if ((p.s & STATE) !== PENDING) return;
  const how = p.s & HOW;
  if (how === CANCEL_SELF) reject(p, Canceled);
  else if (how !== NOT_CANCELABLE) cancelFrom(p);
}

function cancelFrom(start: LwtPromise<any>): void {
  const found: Found[] = [];
  const toVisit: LwtPromise<any>[] = [];
  let seen: Set<LwtPromise<any>> | undefined;
  let visited = 0;
  for (
    let next: LwtPromise<any> | undefined = start;
    next !== undefined;
    next = toVisit.pop()
  ) {
    let p = underlying(next);
    while ((p.s & (STATE | HOW)) === (PENDING | CANCEL_ONE)) {
      visited += 1;
      if (visited > LONG_WAY) {
        seen ??= new Set();
        if (seen.has(p)) break;
        seen.add(p);
      }
      p = underlying(p.h as LwtPromise<any>);
    }
    if ((p.s & STATE) !== PENDING) continue;
    const how = p.s & HOW;
    if (how === CANCEL_SELF) {
      found.push(new Found(openAny(p.v), p.h));
      p.s = (p.s & ~(STATE | HOW)) | REJECTED;
      p.v = Canceled;
      p.h = undefined;
    } else if (how === CANCEL_SEVERAL) {
      visited += 1;
      seen ??= new Set();
      if (seen.has(p)) continue;
      seen.add(p);
      const ps = p.h as LwtPromise<any>[];
      for (let i = ps.length - 1; i >= 0; i--) toVisit.push(ps[i]!);
    }
  }
  for (let i = found.length - 1; i >= 0; i--) {
    const { first, released } = found[i]!;
    if (first !== null || released !== undefined) {
      callBack(first, REJECTED, Canceled, released);
    }
  }
}
