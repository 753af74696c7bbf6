/** Signals of Unix. Original: `tokio::signal::unix`. */
import { constants } from "node:os";
import { type Effect, Exit } from "effect";
import { isProbe } from "../internal/host-work.js";
import { until, Waiters } from "../internal/node-wait.js";
import { IoError } from "../io-error.js";

const { signals } = constants;
const LONGEST = 2147483647;

/**
 * Which signal. Original: `SignalKind`
 */
export class SignalKind {
  readonly #number: number;

  private constructor(number: number) {
    this.#number = number;
  }

  /** A signal by its number. */
  static fromRaw(number: number): SignalKind {
    return new SignalKind(number);
  }

  /** `SIGALRM` */
  static alarm(): SignalKind {
    return new SignalKind(signals.SIGALRM);
  }

  /** `SIGCHLD` */
  static child(): SignalKind {
    return new SignalKind(signals.SIGCHLD);
  }

  /** `SIGHUP` */
  static hangup(): SignalKind {
    return new SignalKind(signals.SIGHUP);
  }

  /** `SIGINT`, which ctrl-c sends */
  static interrupt(): SignalKind {
    return new SignalKind(signals.SIGINT);
  }

  /** `SIGIO` */
  static io(): SignalKind {
    return new SignalKind(signals.SIGIO);
  }

  /** `SIGPIPE` */
  static pipe(): SignalKind {
    return new SignalKind(signals.SIGPIPE);
  }

  /** `SIGQUIT` */
  static quit(): SignalKind {
    return new SignalKind(signals.SIGQUIT);
  }

  /** `SIGTERM` */
  static terminate(): SignalKind {
    return new SignalKind(signals.SIGTERM);
  }

  /** `SIGUSR1`, which Node itself uses to start its debugger if nobody asks */
  static userDefined1(): SignalKind {
    return new SignalKind(signals.SIGUSR1);
  }

  /** `SIGUSR2` */
  static userDefined2(): SignalKind {
    return new SignalKind(signals.SIGUSR2);
  }

  /** `SIGWINCH` */
  static windowChange(): SignalKind {
    return new SignalKind(signals.SIGWINCH);
  }

  /** Its number. */
  asRawValue(): number {
    return this.#number;
  }

  /** Whether it is the same signal. */
  equals(other: SignalKind): boolean {
    return other.#number === this.#number;
  }
}

/** One signal, as all who listen to it share it: how often it has come. */
class Source {
  count = 0;
  readonly waiters: Waiters;

  constructor(readonly name: NodeJS.Signals) {
    let waiting = 0;
    let alive: ReturnType<typeof setInterval> | undefined;
    this.waiters = new Waiters({
      what: `the signal ${name}`,
      by: "peer",
      // A listener alone does not keep the process alive.
      hold: () => {
        if (waiting++ > 0) return;
        alive = setInterval(() => {}, LONGEST);
        isProbe(alive);
      },
      release: () => {
        if (--waiting === 0) clearInterval(alive);
      },
    });
    process.on(name, () => {
      this.count++;
      this.waiters.wakeAll();
    });
  }
}

const sources = new Map<number, Source>();
const FORBIDDEN = new Set<string>([
  "SIGILL",
  "SIGFPE",
  "SIGKILL",
  "SIGSEGV",
  "SIGSTOP",
]);

/**
 * A listener to one signal. Original: `Signal`
 */
export class Signal {
  readonly #source: Source;
  #seen: number;

  /** @internal */
  constructor(source: Source) {
    this.#source = source;
    this.#seen = source.count;
  }

  /**
   * Waits for the signal to come, since the last time or since the listener was
   * made; several that came meanwhile are one.
   *
   * Cancellation: cancel safe; no signal is lost.
   *
   * Original: `Signal::recv`, whose `Option` is never `None`.
   */
  recv(): Effect.Effect<void, IoError> {
    const source = this.#source;
    return until(source.waiters, () => {
      if (source.count === this.#seen) return undefined;
      this.#seen = source.count;
      return Exit.void;
    });
  }
}

/**
 * Listens to a signal.
 *
 * Behaviour: from the first listener on, what the signal does by itself (to end
 * the process, mostly) does not happen any more, until the process ends: as in
 * Tokio. All listeners hear it.
 *
 * Errors: fails with `Other` for a signal that must not be listened to, and
 * `InvalidInput` for a number that is none.
 *
 * Original: `tokio::signal::unix::signal`
 */
export function signal(kind: SignalKind): Exit.Exit<Signal, IoError> {
  const number = kind.asRawValue();
  const known = sources.get(number);
  if (known !== undefined) return Exit.succeed(new Signal(known));
  const name = Object.entries(signals).find(([, it]) => it === number)?.[0];
  const action = `listen to the signal ${name ?? number}`;
  if (name === undefined) {
    const reason = "there is no such signal";
    return Exit.fail(IoError.because(action, "InvalidInput", "", reason));
  }
  if (FORBIDDEN.has(name)) {
    const reason = "nobody may listen to it";
    return Exit.fail(IoError.because(action, "Other", "", reason));
  }
  const source = new Source(name as NodeJS.Signals);
  sources.set(number, source);
  return Exit.succeed(new Signal(source));
}
