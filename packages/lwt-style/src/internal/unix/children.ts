/** Processes that were started here. */
import {
  type ChildProcess,
  spawn,
  type SpawnOptions,
} from "node:child_process";
import * as Lwt from "../../Lwt.js";
import { arrived, fly } from "../io.js";
import { Actions } from "./actions.js";
import { hasCode, UnixError } from "./error.js";

/** How a process has ended: `Unix.process_status`. */
export type ProcessStatus =
  | { readonly _tag: "WEXITED"; readonly code: number }
  | { readonly _tag: "WSIGNALED"; readonly signal: NodeJS.Signals };

/** Status 127 says that the program could not be run, as a shell does. */
const CANNOT_RUN = 127;

let waiting = 0;

/** Tells how many wait for a process to end. Original: `Lwt_unix.wait_count` */
export const waitCount = (): number => waiting;

/** For engines: who waits for a process waits for what ends by itself. */
const counted = (): (() => void) => {
  const over = fly();
  waiting += 1;
  return () => {
    over();
    waiting -= 1;
  };
};

/** A process, and how it has ended. */
export class Child {
  readonly process: ChildProcess;
  status: ProcessStatus | undefined;
  private error: unknown;
  private readonly waiters = new Actions("LwtProcess.status", counted);

  constructor(file: string, args: readonly string[], options: SpawnOptions) {
    this.process = spawn(file, args, options);
    this.process.once("exit", (code, signal) =>
      this.ended(
        signal === null
          ? { _tag: "WEXITED", code: code ?? CANNOT_RUN }
          : { _tag: "WSIGNALED", signal },
      ),
    );
    this.process.once("error", (error) => {
      if (hasCode(error, "EMFILE", "ENFILE", "EAGAIN", "ENOMEM")) {
        this.error = error;
      }
      this.ended({ _tag: "WEXITED", code: CANNOT_RUN });
    });
    // With no descriptor left Node makes no process and says so only later.
    if (this.process.stdio === undefined) {
      throw new UnixError("EMFILE", "spawn", file);
    }
  }

  private ended(status: ProcessStatus): void {
    this.status ??= status;
    arrived(() => this.waiters.retry());
  }

  /** Waits for the end. A cancel ends the wait only. */
  wait(): Lwt.Promise<ProcessStatus> {
    return this.waiters.perform(() => {
      if (this.error !== undefined) throw this.error;
      return this.status;
    });
  }

  kill(signal: NodeJS.Signals | number): void {
    if (this.status === undefined) this.process.kill(signal);
  }
}

/**
 * Runs a command of the shell and waits until it has ended.
 *
 * Cancellation: the wait ends, the command goes on.
 *
 * Original: `Lwt_unix.system`
 */
export const system = (command: string): Lwt.Promise<ProcessStatus> =>
  Lwt.apply(
    () => new Child("/bin/sh", ["-c", command], { stdio: "inherit" }).wait(),
    undefined,
  );
