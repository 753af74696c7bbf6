/**
 * `let%lwt` as generators.
 *
 * `yield* p` asks the promise itself (promise.ts). Resolved, it answers at
 * once and the body goes on. Pending, the promise comes out to `drive`, which
 * leaves a callback on it: the promise that `Lwt.gen` returned. When `p`
 * resolves, `resume` asks again, and the body goes on or throws at the
 * `yield*`. To the rest of Lwt this is a chain of binds: a cancel goes to the
 * promise that is waited for just then.
 */
import { leaveWalk, pushFrontStored } from "./callbacks.js";
import {
  beginAsking,
  CANCEL_ONE,
  endAsking,
  FULFILLED,
  fulfilled,
  GENERATOR,
  HOW,
  LwtCallback,
  type LwtPromise,
  PENDING,
  REJECTED,
  rejected,
  STATE,
  underlying,
} from "./promise.js";
import { settle } from "./settle.js";
import { isWatching, noteHandled, noteMade } from "./unhandled.js";

export type Body<A> = Generator<LwtPromise<any>, A>;

/** Starts a body; a throw of its first part is a rejection as any other. */
export function start<A>(body: Body<A>): LwtPromise<A> {
  let p: LwtPromise<any> | undefined;
  try {
    p = advance(body, FULFILLED, undefined);
    if (p === undefined) return fulfilled(returned as A);
  } catch (exn) {
    return rejected(exn);
  }
  const p2 = new LwtCallback<A>(PENDING | CANCEL_ONE | GENERATOR, p, body);
  if (isWatching()) noteMade(p2);
  pushFrontStored(p, p2);
  return p2;
}

let returned: unknown;

/**
 * Runs the body up to the next pending promise, and gives that; or undefined
 * when the body has returned, with what it returned in `returned`.
 */
function advance(
  body: Body<unknown>,
  state: number,
  value: unknown,
): LwtPromise<any> | undefined {
  for (;;) {
    const outside = beginAsking();
    let step: IteratorResult<LwtPromise<any>, unknown>;
    try {
      step = state === FULFILLED ? body.next(value) : body.throw(value);
    } finally {
      endAsking(outside);
    }
    if (step.done === true) {
      returned = step.value;
      return undefined;
    }
    const given = step.value as LwtPromise<any> | undefined;
    if (typeof given?.s !== "number") {
      state = REJECTED;
      value = new TypeError(
        "Lwt.gen: the body yielded something that is not an Lwt promise; write `yield* p`",
      );
      continue;
    }
    const p = underlying(given);
    state = p.s & STATE;
    if (state === PENDING) return p;
    if (state === REJECTED) noteHandled(p);
    value = p.v;
  }
}

/** Goes on with the body that waits in `c`; gives what that resolved. */
export function resume(
  c: LwtCallback<any>,
  body: Body<unknown>,
  state: number,
  value: unknown,
): LwtPromise<any> | undefined {
  let p: LwtPromise<any> | undefined;
  try {
    p = advance(body, state, value);
  } catch (exn) {
    return settle(underlying(c), REJECTED, exn);
  }
  if (p === undefined) {
    value = returned;
    returned = undefined;
    return settle(underlying(c), FULFILLED, value);
  }
  // What the body waits for now is what a cancel must find.
  const p2 = underlying(c);
  p2.s = (p2.s & ~HOW) | CANCEL_ONE;
  p2.h = p;
  c.f = body;
  leaveWalk(c);
  pushFrontStored(p, c);
  return undefined;
}
