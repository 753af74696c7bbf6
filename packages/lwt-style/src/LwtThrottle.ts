/**
 * OCaml's `Lwt_throttle` 5.6.1: at most so many a second, on each channel.
 *
 * Time is that of the engine in use.
 */
import { HashTable, type HashedType } from "./internal/hash-table.js";
import * as Lwt from "./Lwt.js";
import * as LwtEngine from "./LwtEngine.js";

export type { HashedType };

/** What waits and what has passed on one channel. */
interface Channel {
  /** How many have passed since the last second began. */
  consumed: number;
  readonly queue: Lwt.Resolver<boolean>[];
}

/** What a limiter is made with. */
export interface Options {
  /** How many may pass a second, on each channel. */
  readonly rate: number;
  /** How many may wait at once, over all channels. */
  readonly max: number;
  /** About how many channels there will be. */
  readonly n: number;
}

/** A limiter: `Lwt_throttle.S.t`. */
export class Throttle<in out K> {
  /** @internal */
  waiting = 0;
  /** @internal */
  isCleaning = false;
  /** @internal */
  readonly table: HashTable<K, Channel>;

  constructor(
    H: HashedType<K>,
    /** @internal */
    readonly options: Options,
  ) {
    this.table = new HashTable(H, options.n);
  }
}

/** What `Make` gives: `Lwt_throttle.S`. */
export interface S<K> {
  /**
   * Makes a limiter.
   *
   * Errors: throws `Lwt.InvalidArgument` for a rate or a maximum below 1, for an
   * `n` below 0, and for what is no whole number.
   *
   * Original: `Lwt_throttle.S.create`
   */
  readonly create: (options: Options) => Throttle<K>;

  /**
   * Waits until one more may pass on a channel.
   *
   * Behaviour
   * - fewer than the rate have passed in this second: true at once
   * - as many as may do wait already: false at once
   * - else true in a second to come; of those that pass in one second the one
   *   that came last is woken first, as in Lwt
   *
   * Cancellation: its place in the queue stays taken until its turn comes.
   *
   * Original: `Lwt_throttle.S.wait`
   */
  readonly wait: (limiter: Throttle<K>, channel: K) => Lwt.Promise<boolean>;
}

/**
 * Makes limiters for channels of one type.
 *
 * Behaviour: channels have their turns in the order of their hashes, as the keys
 * of OCaml's `Hashtbl` do.
 *
 * Original: `Lwt_throttle.Make`
 */
export const Make = <K>(H: HashedType<K>): S<K> => ({
  create(options) {
    const { rate, max, n } = options;
    if (
      ![rate, max, n].every(Number.isInteger) ||
      rate < 1 ||
      max < 1 ||
      n < 0
    ) {
      throw new Lwt.InvalidArgument(
        "LwtThrottle.create: whole numbers: rate and max from 1 on, n from 0 on",
      );
    }
    return new Throttle(H, options);
  },
  wait(limiter, channel) {
    const p = enter(limiter, channel);
    if (!limiter.isCleaning) cleanLater(limiter);
    return p;
  },
});

function enter<K>(limiter: Throttle<K>, key: K): Lwt.Promise<boolean> {
  const { rate, max } = limiter.options;
  const channel = limiter.table.get(key);
  if (channel === undefined) {
    limiter.table.add(key, { consumed: 1, queue: [] });
    return Lwt.returnTrue;
  }
  if (channel.consumed < rate) {
    channel.consumed += 1;
    return Lwt.returnTrue;
  }
  if (limiter.waiting >= max) return Lwt.returnFalse;
  const [p, r] = Lwt.task<boolean>();
  channel.queue.push(r);
  limiter.waiting += 1;
  return p;
}

/** Begins a new second when this one is over. */
function cleanLater<K>(limiter: Throttle<K>): void {
  limiter.isCleaning = true;
  Lwt.async(() => Lwt.map(() => clean(limiter), LwtEngine.get().sleep(1)));
}

function clean<K>(limiter: Throttle<K>): void {
  const passing: Lwt.Resolver<boolean>[] = [];
  limiter.waiting = 0;
  for (const [key, channel] of limiter.table.entries()) {
    const passed = channel.queue.splice(0, limiter.options.rate);
    if (passed.length === 0) limiter.table.remove(key);
    else channel.consumed = passed.length;
    for (const r of passed) passing.push(r);
    limiter.waiting += channel.queue.length;
  }
  limiter.isCleaning = false;
  if (limiter.waiting > 0 || passing.length > 0) cleanLater(limiter);
  for (const r of passing.toReversed()) Lwt.wakeup(r, true);
}
