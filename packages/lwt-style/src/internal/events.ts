/** Timers that call a function, where a `Sleep` wakes who sleeps. */
import { Sleep, type Timers } from "./timers.js";

/** What events need of an engine. */
interface Engine {
  /** Timers that have fired and were not stopped. */
  spent: number;
  alarm(seconds: number, ring: (engine: Engine) => void): Alarm;
}

/** A function that an engine calls when its time has come. */
export class Alarm extends Sleep {
  /** It may be due already when it is stopped. @internal */
  stopped = false;

  constructor(
    heap: Timers,
    /** @internal */
    readonly ring: (engine: Engine) => void,
  ) {
    super(heap);
  }

  /** @internal */
  stop(): void {
    this.stopped = true;
    this.heap.remove(this);
  }
}

/** What an engine was asked to do, to be stopped: `Lwt_engine.event`. */
export class Event {
  /** @internal */
  stop(): void {}
}

export class TimerEvent extends Event {
  private alarm: Alarm | undefined;
  private spentOn: Engine | undefined;

  constructor(
    engine: Engine,
    private readonly delay: number,
    private readonly repeat: boolean,
    private readonly f: (event: Event) => void,
  ) {
    super();
    this.alarm = engine.alarm(delay, this.ring);
  }

  override stop(): void {
    this.alarm?.stop();
    this.alarm = undefined;
    if (this.spentOn !== undefined) this.spentOn.spent -= 1;
    this.spentOn = undefined;
  }

  private readonly ring = (engine: Engine): void => {
    if (this.repeat) {
      this.alarm = engine.alarm(this.delay, this.ring);
    } else {
      this.alarm = undefined;
      this.spentOn = engine;
      engine.spent += 1;
    }
    this.f(this);
  };
}
