/**
 * `both`, once one of its promises is resolved.
 *
 * It is a `join` of its own, for it is what programs wait for most: two objects
 * in place of four. The promise returned *is* the callback on the first
 * promise, as that of `bind`. The callback on the second, its partner, notes
 * what came of whichever is resolved first, as its own state and `v`, and has
 * the storage in `h`. Each has the other in `f`.
 */
import {
  BOTH,
  FULFILLED,
  KIND,
  type LwtCallback,
  type LwtPromise,
  PENDING,
  REJECTED,
  STATE,
  underlying,
} from "./promise.js";
import { settle } from "./settle.js";
import { setStorage } from "./storage.js";

/** Is told that one of the two is resolved; gives what that resolved, if any. */
export function fireBoth(
  c: LwtCallback<any>,
  state: number,
  value: unknown,
): LwtPromise<any> | undefined {
  const isFirst = (c.s & KIND) === BOTH;
  const partner: LwtCallback<any> = isFirst ? c.f : c;
  if (state === FULFILLED) setStorage(partner.h);
  const before = partner.s & STATE;
  if (before === PENDING) {
    partner.s |= state;
    partner.v = value;
    return undefined;
  }
  const p2: LwtCallback<any> = partner.f;
  p2.f = undefined;
  if (before === REJECTED) {
    state = REJECTED;
    value = partner.v;
  } else if (state === FULFILLED) {
    value = isFirst ? [value, partner.v] : [partner.v, value];
  }
  return settle(underlying(p2), state, value);
}
