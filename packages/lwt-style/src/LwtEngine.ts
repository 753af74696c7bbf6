/**
 * Lwt's engines: the clock, the timers, and how main waits.
 *
 * `realTime()` follows the wall clock. `virtualTime()` starts at 0 and jumps:
 * when nothing can run, and nothing is in flight outside, its clock goes to the
 * next deadline at once. Both find deadlocks: nothing to run, to wake or to wait
 * for.
 *
 * Original: `Lwt_engine` (its engines watch file descriptors; here the host does)
 */
import {
  drainInbox,
  inFlightCount,
  listeningCount,
  nextTurn,
  onWake,
  wakeMain,
} from "./internal/io.js";
import { PENDING, STATE, underlying } from "./internal/promise.js";
import { fulfill } from "./internal/resolve.js";
import { Alarm, Event, TimerEvent } from "./internal/events.js";
import { type Sleep, Timers } from "./internal/timers.js";
import { clear, onHostIdle, schedule } from "./internal/host.js";

export { Deadlock } from "./internal/deadlock.js";

/** An engine: made by `realTime` or `virtualTime`. */
export abstract class Engine {
  /** @internal */
  readonly timers = new Timers();
  abstract readonly kind: "real" | "virtual";

  /** The time in seconds. */
  abstract now(): number;

  /**
   * Waits for something to do. Gives true if that is so at once; else calls
   * `resume` later, or `deadlock` if there never will be.
   *
   * @internal
   */
  abstract wait(resume: () => void, deadlock: () => void): boolean;

  /** Timers that have fired and were not stopped. @internal */
  spent = 0;

  /** @internal */
  sleep(seconds: number): Sleep {
    return this.timers.sleep(this.deadline(seconds));
  }

  /** @internal */
  alarm(seconds: number, ring: Alarm["ring"]): Alarm {
    const alarm = new Alarm(this.timers, ring);
    this.timers.add(alarm, this.deadline(seconds));
    return alarm;
  }

  private deadline(seconds: number): number {
    const delay = Math.max(0, seconds);
    // Whole nanoseconds: 0.1 and then 0.2 later is the same moment as 0.3.
    return Math.round((this.now() + delay) * 1e9) / 1e9;
  }

  /**
   * Wakes what is due, then deals with what has arrived; says if there was any.
   *
   * @internal
   */
  iter(): boolean {
    // Whoever only pauses does not pay for looking at the clock.
    const woken = this.timers.size === 0 ? 0 : this.wakeDue();
    return drainInbox() + woken > 0;
  }

  private wakeDue(): number {
    const due = this.timers.takeDue(this.now());
    for (const sleep of due) {
      if (sleep instanceof Alarm) {
        this.call(sleep, due);
        continue;
      }
      const p = underlying(sleep);
      if ((p.s & STATE) === PENDING) fulfill(p, undefined);
    }
    return due.length;
  }

  /** What an alarm throws goes up; the others that are due stay so. */
  private call(alarm: Alarm, due: readonly Sleep[]): void {
    if (alarm.stopped) return;
    try {
      alarm.ring(this);
    } catch (exn) {
      for (const sleep of due.slice(due.indexOf(alarm) + 1)) {
        this.timers.add(sleep, -Infinity);
      }
      throw exn;
    }
  }
}

/** No host timer may be longer: it would fire at once. */
const LONGEST = 0x7fffffff;

class RealTime extends Engine {
  readonly kind = "real";

  now(): number {
    return (performance.timeOrigin + performance.now()) / 1000;
  }

  wait(resume: () => void, deadlock: () => void): boolean {
    const next = this.timers.next();
    if (next !== undefined) {
      const milliseconds = Math.ceil((next - this.now()) * 1000);
      const timer = schedule(
        wakeMain,
        Math.min(Math.max(milliseconds, 0), LONGEST),
      );
      onWake(() => {
        clear(timer);
        resume();
      });
    } else if (inFlightCount() + listeningCount() > 0) {
      onWake(resume);
    } else {
      // Nothing that Lwt knows of: it is certain once the host has nothing.
      const stop = onHostIdle(() => {
        onWake(() => {});
        deadlock();
      });
      onWake(() => {
        stop();
        resume();
      });
    }
    return false;
  }
}

/** Turns of the host in which what was sent to a socket here may arrive. */
const TURNS = 5;

class VirtualTime extends Engine {
  readonly kind = "virtual";
  private seconds = 0;

  now(): number {
    return this.seconds;
  }

  wait(resume: () => void, deadlock: () => void): boolean {
    if (inFlightCount() > 0) onWake(resume);
    else if (listeningCount() > 0) this.waitTurns(TURNS, resume, deadlock);
    else if (this.jump()) return true;
    else this.waitTurns(2, resume, deadlock);
    return false;
  }

  /** Sets the clock to the next deadline, if there is one. */
  private jump(): boolean {
    const next = this.timers.next();
    if (next === undefined) return false;
    this.seconds = Math.max(this.seconds, next);
    return true;
  }

  /** Gives the host a few turns before it makes up its mind. */
  private waitTurns(
    turns: number,
    resume: () => void,
    deadlock: () => void,
  ): void {
    let woken = false;
    onWake(() => {
      woken = true;
      resume();
    });
    const turn = (left: number): void => {
      if (woken) return;
      if (left > 0) {
        nextTurn(() => turn(left - 1));
        return;
      }
      if (inFlightCount() > 0) return;
      onWake(() => {});
      if (this.jump()) resume();
      else if (listeningCount() > 0) onWake(resume);
      else deadlock();
    };
    turn(turns);
  }
}

/** Makes an engine that follows the wall clock. */
export const realTime = (): Engine => new RealTime();

/** Makes an engine whose clock starts at 0 and jumps when nothing can run. */
export const virtualTime = (): Engine => new VirtualTime();

let current: Engine = realTime();

/** The engine in use; `realTime()` at first. Original: `Lwt_engine.get` */
export const get = (): Engine => current;

/**
 * Puts another engine in use.
 *
 * Behaviour: what sleeps goes along to the new engine when both are real time.
 * Deadlines on different clocks mean different things, so it stays behind
 * otherwise; `transfer` says which.
 *
 * Original: `Lwt_engine.set`
 */
export function set(
  engine: Engine,
  options?: { readonly transfer?: boolean },
): void {
  const before = current;
  current = engine;
  const transfer =
    options?.transfer ?? (before.kind === "real" && engine.kind === "real");
  if (!transfer || before === engine) return;
  before.timers.moveTo(engine.timers, engine.now() - before.now());
}

/**
 * How many timers there are: promises that sleep, and events of `onTimer` that
 * were not stopped.
 *
 * Original: `Lwt_engine.timer_count`
 */
export const timerCount = (): number => current.timers.size + current.spent;

export type { Event };

/** An event that does nothing when it is stopped. Original: `Lwt_engine.fake_event` */
export const fakeEvent: Event = new Event();

/**
 * Stops an event; a second time does nothing.
 *
 * Original: `Lwt_engine.stop_event`
 */
export const stopEvent = (event: Event): void => event.stop();

/**
 * Calls `f` after so many seconds, or whenever so many have gone by.
 *
 * Behaviour: an event that does not repeat counts as a timer until it is
 * stopped, as in Lwt.
 *
 * Errors: what `f` throws ends the run of main.
 *
 * Original: `Lwt_engine.on_timer`
 */
export const onTimer = (
  delay: number,
  repeat: boolean,
  f: (event: Event) => void,
): Event => new TimerEvent(current, delay, repeat, f);
