/** OCaml's `Lwt_mvar` 5.6.1: a box for one value, to hand values over. */
import {
  FULFILLED,
  type LwtPromise,
  PENDING,
  STATE,
  underlying,
} from "./internal/promise.js";
import { resolveLater } from "./internal/resolve.js";
import { addTaskRight, Sequence } from "./internal/sequence.js";
import * as Lwt from "./Lwt.js";

/** `'a Lwt_mvar.t` */
export class Mvar<in out A> {
  /** @internal */
  full = false;
  /** @internal */
  contents: A | undefined;
  /** @internal */
  readonly writers: Sequence<readonly [A, Lwt.Resolver<void>]>;
  /** @internal */
  readonly readers: Sequence<LwtPromise<A>>;

  constructor(name: string | undefined) {
    this.writers = new Sequence("LwtMvar.put", name);
    this.readers = new Sequence("LwtMvar.take", name);
  }
}

/** Options of the makers; `name` shows up in a deadlock report. */
export interface Options {
  readonly name?: string;
}

/** Makes a full box. Original: `Lwt_mvar.create` */
export function create<A>(value: A, options?: Options): Mvar<A> {
  const mvar = createEmpty<A>(options);
  mvar.full = true;
  mvar.contents = value;
  return mvar;
}

/** Makes an empty box. Original: `Lwt_mvar.create_empty` */
export const createEmpty = <A>(options?: Options): Mvar<A> =>
  new Mvar<A>(options?.name);

/**
 * Puts a value into the box.
 *
 * Behaviour
 * - empty: done at once; a taker that waits gets the value, later
 * - full: waits in line until the value is in the box
 *
 * Cancellation: the writer leaves the line, its value is not put.
 *
 * Original: `Lwt_mvar.put`
 */
export function put<A>(mvar: Mvar<A>, value: A): Lwt.Promise<void> {
  if (mvar.full) {
    const [p, r] = Lwt.task();
    const node = mvar.writers.addRight([value, r]);
    p.h = node;
    return p;
  }
  const reader = mvar.readers.takeLeft();
  if (reader === undefined) {
    mvar.full = true;
    mvar.contents = value;
  } else {
    wakeReader(reader, value);
  }
  return Lwt.returnUnit;
}

/** As `Lwt.wakeupLater`: a reader canceled just now loses the value. */
function wakeReader<A>(reader: LwtPromise<A>, value: A): void {
  const p = underlying(reader);
  if ((p.s & STATE) === PENDING) resolveLater(p, FULFILLED, value);
}

/**
 * Takes the value if there is one; else undefined.
 *
 * Original: `Lwt_mvar.take_available`
 */
export function takeAvailable<A>(mvar: Mvar<A>): A | undefined {
  if (!mvar.full) return undefined;
  const value = mvar.contents as A;
  const writer = mvar.writers.takeLeft();
  if (writer === undefined) {
    mvar.full = false;
    mvar.contents = undefined;
  } else {
    mvar.contents = writer[0];
    Lwt.wakeupLater(writer[1], undefined);
  }
  return value;
}

/**
 * Takes the value out of the box.
 *
 * Behaviour
 * - full: at once; the next writer in line puts its value
 * - empty: waits in line
 *
 * Cancellation: the taker leaves the line; no value is lost.
 *
 * Original: `Lwt_mvar.take`
 */
export const take = <A>(mvar: Mvar<A>): Lwt.Promise<A> =>
  mvar.full ? Lwt.return(takeAvailable(mvar) as A) : addTaskRight(mvar.readers);

/** Tells whether the box is empty. Original: `Lwt_mvar.is_empty` */
export const isEmpty = (mvar: Mvar<any>): boolean => !mvar.full;
