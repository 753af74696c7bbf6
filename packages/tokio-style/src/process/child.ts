import type { ChildProcess } from "node:child_process";
import { constants } from "node:os";
import type { Duplex } from "node:stream";
import { type Effect, Exit } from "effect";
import * as E from "effect/Effect";
import type { Context } from "../internal/context.js";
import { ours } from "../internal/host-work.js";
import { ioOp, pass } from "../internal/io-op.js";
import { until, Waiters } from "../internal/node-wait.js";
import { IoError } from "../io-error.js";
import { ByteVec } from "../io/read-buf.js";
import { pollToEnd } from "../io/read-ext.js";
import type { AsyncRead, PollIo } from "../io/traits.js";
import { ChildStderr, ChildStdin, ChildStdout } from "./child-io.js";
import { ExitStatus, type Output } from "./exit-status.js";

/**
 * A process that was started.
 *
 * Behaviour: it is not ended by a drop, unless its command said `killOnDrop`.
 * It keeps this process alive only while somebody waits for it. On paused time
 * it is a peer: time moves while it is waited for.
 *
 * Its pipes are fields: `child.stdin` and so on are there if they were piped,
 * and may be taken out (`const { stdin } = child; child.stdin = undefined`).
 *
 * Original: `tokio::process::Child`
 */
export class Child implements Disposable {
  stdin: ChildStdin | undefined;
  stdout: ChildStdout | undefined;
  stderr: ChildStderr | undefined;
  readonly #child: ChildProcess;
  readonly #name: string;
  readonly #killOnDrop: boolean;
  readonly #waiters: Waiters;
  #status: ExitStatus | undefined = undefined;
  /** Whether somebody has been told how it ended. */
  #reaped = false;

  /** @internal */
  constructor(child: ChildProcess, name: string, killOnDrop: boolean) {
    this.#child = child;
    this.#name = name;
    this.#killOnDrop = killOnDrop;
    const [stdin, stdout, stderr] = child.stdio as ReadonlyArray<Duplex | null>;
    this.stdin = stdin ? new ChildStdin(stdin, `stdin of ${name}`) : undefined;
    this.stdout = stdout
      ? new ChildStdout(stdout, `stdout of ${name}`)
      : undefined;
    this.stderr = stderr
      ? new ChildStderr(stderr, `stderr of ${name}`)
      : undefined;
    let waiting = 0;
    this.#waiters = new Waiters({
      what: `the end of ${name}`,
      by: "peer",
      hold: () => {
        if (waiting++ > 0) return;
        child.ref();
        ours("ProcessWrap", 1);
      },
      release: () => {
        if (--waiting > 0) return;
        child.unref();
        ours("ProcessWrap", -1);
      },
    });
    child.unref();
    child.once("exit", (code, signal) => {
      this.#status = new ExitStatus(
        code ?? undefined,
        signal === null ? undefined : constants.signals[signal],
      );
      this.#waiters.wakeAll();
    });
    child.on("error", () => {});
  }

  /** The number of the process; `undefined` once its end was waited for. */
  id(): number | undefined {
    return this.#reaped ? undefined : this.#child.pid;
  }

  /**
   * Waits for the end of the process. Closes its standard input first, so that
   * it does not wait for us.
   *
   * Cancellation: cancel safe, but for the standard input.
   *
   * Original: `Child::wait`
   */
  wait(): Effect.Effect<ExitStatus, IoError> {
    return E.suspend(() => {
      this.#closeStdin();
      return until(this.#waiters, () => this.#ended());
    });
  }

  /**
   * Looks whether the process has ended; `undefined` if it has not, as far as
   * the host's loop has heard.
   *
   * Original: `Child::try_wait`
   */
  tryWait(): Exit.Exit<ExitStatus | undefined, IoError> {
    return this.#ended() ?? Exit.succeed(undefined);
  }

  /**
   * Waits for the end of the process, and for all that it writes to what was
   * piped. Closes its standard input first.
   *
   * Cancellation: not cancel safe: what it wrote is lost.
   *
   * Original: `Child::wait_with_output`, which takes the child: it is dropped
   * at the end, also here.
   */
  waitWithOutput(): Effect.Effect<Output, IoError> {
    return ioOp(
      `the output of ${this.#name}`,
      () => {
        this.#closeStdin();
        const stdout = all(this.stdout);
        const stderr = all(this.stderr);
        return (cx) => {
          const ended = this.#poll(cx);
          const out = stdout(cx);
          if (out?._tag === "Failure") return pass(out);
          const err = stderr(cx);
          if (err?._tag === "Failure") return pass(err);
          if (ended === undefined || out === undefined || err === undefined) {
            return undefined;
          }
          this.drop();
          const status = this.#status!;
          return Exit.succeed({ status, stdout: out.value, stderr: err.value });
        };
      },
      (cx) => {
        this.#waiters.abandon(cx);
        this.stdout?.abandonRead(cx);
        this.stderr?.abandonRead(cx);
        this.drop();
      },
    );
  }

  /**
   * Tells the process to end, with `SIGKILL`; does not wait.
   *
   * Errors: fails with `InvalidInput` if its end was waited for already.
   *
   * Original: `Child::start_kill`
   */
  startKill(): Exit.Exit<void, IoError> {
    if (this.#reaped) {
      const reason = "it has ended already";
      const action = `kill ${this.#name}`;
      return Exit.fail(IoError.because(action, "InvalidInput", "", reason));
    }
    this.#child.kill("SIGKILL");
    return Exit.void;
  }

  /**
   * Kills the process and waits for its end.
   *
   * Original: `Child::kill`
   */
  kill(): Effect.Effect<void, IoError> {
    return E.suspend(() => E.andThen(this.startKill(), E.asVoid(this.wait())));
  }

  /**
   * Gives the child up: its pipes are closed; with `killOnDrop` it is killed. A
   * second drop does nothing.
   */
  drop(): void {
    this.stdin?.drop();
    this.stdout?.drop();
    this.stderr?.drop();
    if (this.#killOnDrop && this.#status === undefined) {
      this.#child.kill("SIGKILL");
    }
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  #closeStdin(): void {
    this.stdin?.drop();
    this.stdin = undefined;
  }

  #ended(): Exit.Exit<ExitStatus, IoError> | undefined {
    if (this.#status === undefined) return undefined;
    this.#reaped = true;
    return Exit.succeed(this.#status);
  }

  #poll(cx: Context): PollIo<ExitStatus> {
    return this.#ended() ?? this.#waiters.wait(cx);
  }
}

/** Polls for all bytes of a pipe, if there is one. */
function all(pipe: AsyncRead | undefined): (cx: Context) => PollIo<Uint8Array> {
  const bytes = new ByteVec();
  if (pipe === undefined) return () => Exit.succeed(bytes.asSlice());
  const poll = pollToEnd(pipe, bytes);
  let over = false;
  return (cx) => {
    if (!over) {
      const exit = poll(cx);
      if (exit?._tag !== "Success") return pass(exit);
      over = true;
    }
    return Exit.succeed(bytes.asSlice());
  };
}
