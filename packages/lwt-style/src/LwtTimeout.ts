/**
 * OCaml's `Lwt_timeout` 5.6.1: functions that are called when a time is over,
 * cheap to stop and to start anew.
 *
 * All of them share a wheel that turns once a second, on the clock of the engine
 * in use, and stands still when nothing is started. So a timeout of `n` seconds
 * is over at the turn after the next `n`: after `n` to `n + 1` seconds.
 */
import * as Lwt from "./Lwt.js";
import * as LwtEngine from "./LwtEngine.js";

/** `Lwt_timeout.t` */
export class Timeout {
  /** Where it stands on a wheel, if it is started. @internal */
  place: { readonly wheel: Wheel; readonly tick: number } | undefined;

  constructor(
    /** @internal */
    public delay: number,
    /** @internal */
    readonly action: () => void,
  ) {}
}

/** What is over at which turn. */
class Wheel {
  private tick = 0;
  private count = 0;
  private turns = false;
  private readonly buckets = new Map<number, Set<Timeout>>();

  add(timeout: Timeout): void {
    const tick = this.tick + timeout.delay;
    const bucket = this.buckets.get(tick);
    if (bucket === undefined) this.buckets.set(tick, new Set([timeout]));
    else bucket.add(timeout);
    timeout.place = { wheel: this, tick };
    this.count += 1;
    if (!this.turns) this.turnLater();
  }

  remove(timeout: Timeout, tick: number): void {
    const bucket = this.buckets.get(tick);
    bucket?.delete(timeout);
    if (bucket?.size === 0) this.buckets.delete(tick);
    timeout.place = undefined;
    this.count -= 1;
  }

  private turnLater(): void {
    this.turns = true;
    Lwt.async(() => Lwt.map(this.turn, LwtEngine.get().sleep(1)));
  }

  private readonly turn = (): void => {
    const { tick } = this;
    try {
      // The one that was started last comes first, as in Lwt.
      for (const timeout of [...(this.buckets.get(tick) ?? [])].toReversed()) {
        // One before it may have stopped it.
        const { place } = timeout;
        if (place?.wheel === this && place.tick === tick) {
          this.call(timeout, tick);
        }
      }
    } finally {
      this.tick += 1;
      if (this.count > 0) this.turnLater();
      else this.turns = false;
    }
  };

  private call(timeout: Timeout, tick: number): void {
    this.remove(timeout, tick);
    try {
      timeout.action();
    } catch (exn) {
      exnHandler(exn);
    }
  }
}

/** Deadlines on different clocks mean different things: a wheel for each. */
const wheels = new WeakMap<LwtEngine.Engine, Wheel>();

function wheelInUse(): Wheel {
  const engine = LwtEngine.get();
  let wheel = wheels.get(engine);
  if (wheel === undefined) wheels.set(engine, (wheel = new Wheel()));
  return wheel;
}

let exnHandler = (exn: unknown): void => Lwt.asyncExceptionHook.current(exn);

function checked(delay: number, name: string): number {
  if (!Number.isInteger(delay) || delay < 1) {
    throw new Lwt.InvalidArgument(
      `LwtTimeout.${name}: a whole number of seconds from 1 on, ${delay} given`,
    );
  }
  return delay;
}

/**
 * Makes a timeout of so many seconds; it is not started.
 *
 * Errors: throws `Lwt.InvalidArgument` for anything but a whole number
 * from 1 on.
 *
 * Original: `Lwt_timeout.create`
 */
export const create = (seconds: number, action: () => void): Timeout =>
  new Timeout(checked(seconds, "create"), action);

/**
 * Starts a timeout; one that is started already starts anew.
 *
 * Original: `Lwt_timeout.start`
 */
export function start(timeout: Timeout): void {
  stop(timeout);
  wheelInUse().add(timeout);
}

/** Stops a timeout, if it is started. Original: `Lwt_timeout.stop` */
export function stop(timeout: Timeout): void {
  const { place } = timeout;
  place?.wheel.remove(timeout, place.tick);
}

/**
 * Changes the seconds of a timeout; one that is started starts anew.
 *
 * Errors: throws `Lwt.InvalidArgument` for anything but a whole number
 * from 1 on.
 *
 * Original: `Lwt_timeout.change`
 */
export function change(timeout: Timeout, seconds: number): void {
  timeout.delay = checked(seconds, "change");
  if (timeout.place !== undefined) start(timeout);
}

/**
 * Sets what is called with the exceptions of actions: at first the async
 * exception hook.
 *
 * Original: `Lwt_timeout.set_exn_handler`
 */
export function setExnHandler(handler: (exn: unknown) => void): void {
  exnHandler = handler;
}
