/**
 * The callbacks of a pending promise: a circular, doubly linked list.
 *
 * The promise holds the *last* callback in `v`; the last one's `following` is the
 * first. So putting one in front, joining two lists and taking one out are all
 * done in constant time, and nothing is left behind on a promise that is
 * pending for long.
 *
 * New callbacks go in *front*: Lwt calls the newest first. Cancel callbacks
 * sit in the same list, told apart by their kind.
 */
import {
  HAS_STORAGE,
  type LwtCallback,
  type LwtPromise,
  PENDING,
  REMOVED,
  STATE,
  underlying,
} from "./promise.js";
import { getStorage, Stored } from "./storage.js";

type Callback = LwtCallback<any>;

/** Puts `c` in front of the callbacks of the pending, underlying `p`. */
export function pushFront(p: LwtPromise<any>, c: Callback): void {
  const last: Callback | undefined = p.v;
  if (last === undefined) {
    c.following = c;
    c.prev = c;
    p.v = c;
  } else {
    putBetween(last, last.following!, c);
  }
}

function putBetween(last: Callback, first: Callback, c: Callback): void {
  c.following = first;
  c.prev = last;
  first.prev = c;
  last.following = c;
}

/** As `pushFront`, and makes `c` remember the current storage. */
export function pushFrontStored(p: LwtPromise<any>, c: Callback): void {
  const storage = getStorage();
  if (storage !== undefined) {
    c.s |= HAS_STORAGE;
    c.f = new Stored(c.f, storage);
  }
  pushFront(p, c);
}

/** Joins two lists, `outer` first, and gives the last callback of the whole. */
export function concat(
  outer: Callback | undefined,
  inner: Callback | undefined,
): Callback | undefined {
  if (outer === undefined) return inner;
  if (inner === undefined) return outer;
  const outerFirst = outer.following!;
  const innerFirst = inner.following!;
  outer.following = innerFirst;
  innerFirst.prev = outer;
  inner.following = outerFirst;
  outerFirst.prev = inner;
  return inner;
}

/**
 * Opens the circle: gives the first; the last has no next. That is done as soon
 * as the promise lets go of its list, for `unlink` can no longer tell whoever
 * holds the last callback that it is gone; the first may be gone, and is skipped.
 */
export function open(last: Callback): Callback {
  const first = last.following!;
  last.following = null;
  first.prev = null;
  return first;
}

export const openAny = (last: Callback | undefined): Callback | null =>
  last === undefined ? null : open(last);

/**
 * Lets `c`, which was called, be put into another list: whoever comes after it
 * in the opened one must no longer reach it.
 */
export function leaveWalk(c: Callback): void {
  if (c.following !== null) c.following.prev = null;
}

/**
 * Takes `c` out of the callbacks of `source`. Its own `following` stays, so that
 * a walk that stands on `c` finds its way on.
 */
export function unlink(source: LwtPromise<any>, c: Callback): void {
  if ((c.s & REMOVED) !== 0) return;
  c.s |= REMOVED;
  const p = underlying(source);
  const { following: next, prev } = c;
  if ((p.s & STATE) === PENDING && p.v === c) {
    p.v = prev === c ? undefined : prev;
  }
  if (next !== null) next.prev = prev;
  if (prev !== null) prev.following = next;
}
