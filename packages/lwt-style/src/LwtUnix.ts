/** OCaml's `Lwt_unix` 5.6.1: time, and addresses of sockets. */
import { ConstantException } from "./internal/promise.js";
import * as Lwt from "./Lwt.js";
import * as LwtEngine from "./LwtEngine.js";

export {
  /** As `LwtMain.yield`. Original: `Lwt_unix.yield` */
  yield,
} from "./LwtMain.js";

/**
 * Makes a promise that is fulfilled after so many seconds of the engine's
 * clock.
 *
 * Behaviour: of equal deadlines the one made first is woken first.
 *
 * Cancellation: the timer is gone at once.
 *
 * Original: `Lwt_unix.sleep`
 */
export const sleep = (seconds: number): Lwt.Promise<void> =>
  LwtEngine.get().sleep(seconds);

/** The time in seconds, of the engine in use. Original: `Unix.gettimeofday` */
export const gettimeofday = (): number => LwtEngine.get().now();

/** The exception of `timeout`: compare with `===`. Original: `Lwt_unix.Timeout` */
export const Timeout = new ConstantException(
  "Lwt_unix.Timeout",
  "the time is over",
);

/** Is rejected with `Timeout` after so many seconds. Original: `Lwt_unix.timeout` */
export const timeout = (seconds: number): Lwt.Promise<never> =>
  Lwt.bind(sleep(seconds), () => Lwt.fail(Timeout));

/**
 * Runs `f`, and cancels it if it takes longer than so many seconds.
 *
 * Errors: rejected with `Timeout` then.
 *
 * Original: `Lwt_unix.with_timeout`
 */
export function withTimeout<A>(
  seconds: number,
  f: () => Lwt.Promise<A>,
): Lwt.Promise<A> {
  // As in OCaml, which makes the elements of a list from its end on.
  const p = Lwt.apply(f, undefined);
  return Lwt.pick<A>([timeout(seconds), p]);
}

/**
 * Makes a function that pauses whenever so many seconds have gone by since it
 * last did.
 *
 * Original: `Lwt_unix.auto_pause`
 */
export function autoPause(seconds: number): () => Lwt.Promise<void> {
  let limit = gettimeofday() + seconds;
  return () => {
    const now = gettimeofday();
    if (now < limit) return Lwt.returnUnit;
    limit = now + seconds;
    return Lwt.pause();
  };
}

/** An internet address: `Unix.sockaddr`. */
export interface Sockaddr {
  readonly host: string;
  readonly port: number;
}

/** Makes an address; port 0 stands for any free one. Original: `Unix.ADDR_INET` */
export const ADDR_INET = (host: string, port: number): Sockaddr => ({
  host,
  port,
});

/** This machine, by the name it has for itself. Original: `Unix.inet_addr_loopback` */
export const inetAddrLoopback = "127.0.0.1";
