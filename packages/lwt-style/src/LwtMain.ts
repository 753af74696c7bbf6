/** OCaml's `Lwt_main` 5.6.1: the loop at the edge of a program. */
import type { Task } from "fp-ts/lib/Task.js";
import { onAny } from "./internal/compose.js";
import { deadlockOf } from "./internal/deadlock.js";
import { Hooks } from "./internal/hooks.js";
import { onHostIdle } from "./internal/host.js";
import {
  inFlightCount,
  isMainRunning,
  listeningCount,
  nextTurn,
  setMainRuns,
  wakeMain,
} from "./internal/io.js";
import { pausedCount, wakeupPaused } from "./internal/pause.js";
import {
  type LwtPromise,
  PENDING,
  STATE,
  underlying,
} from "./internal/promise.js";
import { abandonWakeups, fulfill } from "./internal/resolve.js";
import { addTaskRight, Sequence } from "./internal/sequence.js";
import * as Lwt from "./Lwt.js";
import * as LwtEngine from "./LwtEngine.js";

const yielded = new Sequence<LwtPromise<void>>("LwtMain.yield");

const yieldNow = (): Lwt.Promise<void> => {
  wakeMain();
  return addTaskRight(yielded);
};
export {
  /**
   * A promise that main wakes once per turn, after what pauses.
   *
   * Original: `Lwt_main.yield` (deprecated there in favour of `Lwt.pause`)
   */
  yieldNow as yield,
};

/** Forgets all that yields or pauses. Original: `Lwt_main.abandon_yielded_and_paused` */
export function abandonYieldedAndPaused(): void {
  yielded.takeAll();
  Lwt.abandonPaused();
}

function wakeupYielded(): void {
  if (yielded.isEmpty()) return;
  for (const waiter of yielded.takeAll()) {
    const p = underlying(waiter);
    if ((p.s & STATE) === PENDING) fulfill(p, undefined);
  }
}

export type { Hook, Hooks } from "./internal/hooks.js";

/**
 * What is called in each turn of the loop, before it looks for events.
 *
 * Errors: what a hook throws ends the run.
 *
 * Original: `Lwt_main.Enter_iter_hooks`
 */
export const EnterIterHooks = new Hooks<void>();

/**
 * What is called at the end of each turn of the loop.
 *
 * Errors: what a hook throws ends the run.
 *
 * Original: `Lwt_main.Leave_iter_hooks`
 */
export const LeaveIterHooks = new Hooks<void>();

/** Main keeps the host from nothing for longer than this. */
const LONGEST_MS = 5;
/** How many turns pass between two looks at the host's clock. */
const TURNS_PER_LOOK = 64;

/** One run of the loop. */
class Main<A> {
  private readonly engine = LwtEngine.get();
  private turns = 0;
  private lastRest = performance.now();

  constructor(
    private readonly p: Lwt.Promise<A>,
    private readonly succeed: (value: A) => void,
    private readonly failWith: (exn: unknown) => void,
  ) {}

  /** Goes round until the promise is resolved or there is a wait. */
  readonly loop = (): void => {
    try {
      for (;;) {
        wakeupPaused();
        if (!Lwt.isSleeping(this.p)) {
          this.finish(Lwt.state(this.p));
          return;
        }
        EnterIterHooks.run();
        const mayWait = pausedCount() === 0 && yielded.isEmpty();
        const ran = this.engine.iter();
        if (!ran && mayWait && this.nothingToRun()) {
          if (!this.engine.wait(this.afterWait, this.deadlock)) return;
          this.engine.iter();
        }
        this.endTurn();
        if (this.mustRest()) {
          nextTurn(this.loop);
          return;
        }
      }
    } catch (exn) {
      this.crash(exn);
    }
  };

  /** What ran in the iteration may have resolved the promise or paused. */
  private nothingToRun(): boolean {
    return Lwt.isSleeping(this.p) && pausedCount() === 0 && yielded.isEmpty();
  }

  private endTurn(): void {
    wakeupPaused();
    wakeupYielded();
    LeaveIterHooks.run();
  }

  private readonly afterWait = (): void => {
    try {
      this.engine.iter();
      this.endTurn();
    } catch (exn) {
      this.crash(exn);
      return;
    }
    this.loop();
  };

  /** Tells whether the host must have a turn before the next one here. */
  private mustRest(): boolean {
    if (inFlightCount() + listeningCount() > 0) return true;
    this.turns += 1;
    if (this.turns % TURNS_PER_LOOK !== 0) return false;
    const now = performance.now();
    if (now - this.lastRest < LONGEST_MS) return false;
    this.lastRest = now;
    return true;
  }

  private finish(state: Lwt.State<A>): void {
    setMainRuns(false);
    if (state._tag === "Return") this.succeed(state.value);
    else if (state._tag === "Fail") this.failWith(state.exn);
  }

  private readonly deadlock = (): void => {
    setMainRuns(false);
    this.failWith(deadlockOf(this.p));
  };

  /** The async exception hook raised: that goes through the loop, as in Lwt. */
  private crash(exn: unknown): void {
    setMainRuns(false);
    this.failWith(exn);
  }
}

/**
 * Runs Lwt's loop until `p` is resolved.
 *
 * Each turn of the loop, as in Lwt: wake what pauses; end if `p` is resolved;
 * call the hooks of entering; let the engine wake what is due and what has
 * arrived, waiting for that if nothing pauses; wake what pauses; wake what
 * yields; call the hooks of leaving.
 *
 * Behaviour
 * - a Task: nothing runs before it is called
 * - `p` fulfilled: resolves with the value; `p` rejected: rejects
 * - nothing can ever wake `p`: rejects with a `LwtEngine.Deadlock`
 * - called inside of another run: rejects
 *
 * Original: `Lwt_main.run`
 */
export const run =
  <A>(p: Lwt.Promise<A>): Task<A> =>
  () =>
    new Promise((succeed, failWith) => {
      if (isMainRunning()) {
        throw new Error(
          "LwtMain.run: a run is under way, and runs cannot be nested; bind to the promise instead",
        );
      }
      setMainRuns(true);
      const main = new Main(p, succeed, failWith);
      // Whoever resolves the promise from outside of the loop ends its wait.
      onAny(p, wakeMain, wakeMain);
      main.loop();
    });

/** Tells whether the exit hooks wait for their moment, or are being called. */
let exits = false;

function exitWhenIdle(): void {
  if (exits) return;
  exits = true;
  onHostIdle(() => {
    const called = run(callExitHooks())();
    void called.finally(() => {
      exits = false;
    });
  });
}

/**
 * What is called when the program has nothing left to do, one after the other.
 *
 * Behaviour: a hook is called once; the next one when its promise is resolved.
 *
 * Errors: what the hooks throw or reject with is ignored, as in Lwt.
 *
 * Original: `Lwt_main.Exit_hooks`
 */
export const ExitHooks = new Hooks<Lwt.Promise<void>>(exitWhenIdle);

/**
 * Runs `f` when the program has nothing left to do, the last one added first.
 *
 * Behaviour: as `ExitHooks.addFirst`.
 *
 * Original: `Lwt_main.at_exit`
 */
export function atExit(f: () => Lwt.Promise<void>): void {
  ExitHooks.addFirst(f);
}

const callExitHooks = Lwt.fn(function* () {
  abandonWakeups();
  for (let f = ExitHooks.take(); f !== undefined; f = ExitHooks.take()) {
    try {
      yield* f();
    } catch {
      // As in Lwt, an exit hook cannot fail the program.
    }
  }
});
