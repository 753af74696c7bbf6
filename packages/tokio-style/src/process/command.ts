import {
  type ChildProcess,
  spawn,
  type StdioOptions,
} from "node:child_process";
import { Effect, Exit } from "effect";
import { type Path, toPath } from "../internal/fs-operation.js";
import { ioOp } from "../internal/io-op.js";
import { HostJob } from "../internal/host-job.js";
import { systemError } from "../internal/system-error.js";
import type { IoError } from "../io-error.js";
import { Child } from "./child.js";
import type { ExitStatus, Output } from "./exit-status.js";

/**
 * What a standard stream of a child is.
 *
 * Original: `std::process::Stdio`
 */
export class Stdio {
  /** @internal */
  readonly kind: "pipe" | "inherit" | "ignore";

  private constructor(kind: Stdio["kind"]) {
    this.kind = kind;
  }

  /** A pipe, whose other end the child has as a field. */
  static piped(): Stdio {
    return new Stdio("pipe");
  }

  /** That of this process. */
  static inherit(): Stdio {
    return new Stdio("inherit");
  }

  /** None: to read ends at once, what is written is lost. */
  static null(): Stdio {
    return new Stdio("ignore");
  }
}

/**
 * How a process is started. Each method sets one thing and returns the command,
 * which may be started many times.
 *
 * ```ts
 * const { stdout } = yield* new Command("git").args(["rev-parse", "HEAD"]).output();
 * ```
 *
 * Original: `tokio::process::Command`
 */
export class Command {
  readonly #program: string;
  readonly #args: Array<string> = [];
  #env: Map<string, string | undefined> = new Map();
  #envCleared = false;
  #currentDir: string | undefined = undefined;
  #stdin: Stdio | undefined = undefined;
  #stdout: Stdio | undefined = undefined;
  #stderr: Stdio | undefined = undefined;
  #killOnDrop = false;
  #arg0: string | undefined = undefined;
  #uid: number | undefined = undefined;
  #gid: number | undefined = undefined;

  /** Runs a program, which is looked for in `PATH`; no shell is involved. */
  constructor(program: string) {
    this.#program = program;
  }

  /** Adds an argument. */
  arg(arg: string): this {
    this.#args.push(arg);
    return this;
  }

  /** Adds arguments. */
  args(args: Iterable<string>): this {
    this.#args.push(...args);
    return this;
  }

  /** Sets the name that the program sees as its own. */
  arg0(name: string): this {
    this.#arg0 = name;
    return this;
  }

  /** Sets a variable of the environment, which is else that of this process. */
  env(name: string, value: string): this {
    this.#env.set(name, value);
    return this;
  }

  /** Sets variables of the environment. */
  envs(variables: Iterable<readonly [string, string]>): this {
    for (const [name, value] of variables) this.#env.set(name, value);
    return this;
  }

  /** Takes a variable out of the environment. */
  envRemove(name: string): this {
    this.#env.set(name, undefined);
    return this;
  }

  /** Begins with an empty environment. */
  envClear(): this {
    this.#envCleared = true;
    this.#env.clear();
    return this;
  }

  /** Sets the directory in which the process starts. */
  currentDir(dir: Path): this {
    this.#currentDir = toPath(dir);
    return this;
  }

  /** Sets its standard input; inherited if unset. */
  stdin(stdio: Stdio): this {
    this.#stdin = stdio;
    return this;
  }

  /** Sets its standard output; inherited if unset. */
  stdout(stdio: Stdio): this {
    this.#stdout = stdio;
    return this;
  }

  /** Sets its standard error; inherited if unset. */
  stderr(stdio: Stdio): this {
    this.#stderr = stdio;
    return this;
  }

  /** Has the process killed when its child is dropped before it ends. */
  killOnDrop(kill: boolean): this {
    this.#killOnDrop = kill;
    return this;
  }

  /** Sets the user that it runs as. */
  uid(id: number): this {
    this.#uid = id;
    return this;
  }

  /** Sets the group that it runs as. */
  gid(id: number): this {
    this.#gid = id;
    return this;
  }

  /**
   * Starts the process.
   *
   * Cancellation: a spawn that is dropped drops its child.
   *
   * Errors: `NotFound` if there is no such program, or no such directory;
   * `PermissionDenied` …
   *
   * Original: `Command::spawn`, which is not async: Node tells a failure later.
   */
  spawn(): Effect.Effect<Child, IoError> {
    return this.#spawn(this.#stdout, this.#stderr);
  }

  /**
   * Runs the process to its end.
   *
   * Cancellation: the child is dropped: it goes on, or is killed with
   * `killOnDrop`.
   *
   * Original: `Command::status`
   */
  status(): Effect.Effect<ExitStatus, IoError> {
    return Effect.flatMap(this.spawn(), (child) => {
      child.stdin?.drop();
      child.stdout?.drop();
      child.stderr?.drop();
      return Effect.onInterrupt(child.wait(), () =>
        Effect.sync(() => child.drop()),
      );
    });
  }

  /**
   * Runs the process to its end, and gives what it has written; its standard
   * output and error are piped, whatever was set.
   *
   * Cancellation: as {@link status}; what it wrote is lost.
   *
   * Original: `Command::output`
   */
  output(): Effect.Effect<Output, IoError> {
    return Effect.flatMap(this.#spawn(Stdio.piped(), Stdio.piped()), (child) =>
      child.waitWithOutput(),
    );
  }

  #spawn(
    stdout: Stdio | undefined,
    stderr: Stdio | undefined,
  ): Effect.Effect<Child, IoError> {
    const name = this.#program;
    const stdio = [this.#stdin, stdout, stderr].map(
      (it) => it?.kind ?? "inherit",
    );
    return Effect.suspend(() => {
      const job = new HostJob(async () => {
        const started = this.#start(stdio);
        // A failure is told by an event, in this turn of the host's loop.
        if (started.pid === undefined) {
          throw await new Promise((resolve) => started.once("error", resolve));
        }
        return new Child(started, name, this.#killOnDrop);
      });
      return ioOp(
        `"${name}" to be started`,
        () => (cx) => {
          const settled = job.poll(cx);
          if (settled === undefined) return undefined;
          return settled.ok
            ? Exit.succeed(settled.value)
            : Exit.fail(systemError(`start "${name}"`, settled.error));
        },
        () => job.whenDone((child) => child.drop()),
      );
    });
  }

  #start(stdio: StdioOptions): ChildProcess {
    const env = { ...(this.#envCleared ? {} : process.env) };
    for (const [name, value] of this.#env) {
      if (value === undefined) delete env[name];
      else env[name] = value;
    }
    return spawn(this.#program, this.#args, {
      env,
      stdio,
      ...(this.#currentDir === undefined ? {} : { cwd: this.#currentDir }),
      ...(this.#arg0 === undefined ? {} : { argv0: this.#arg0 }),
      ...(this.#uid === undefined ? {} : { uid: this.#uid }),
      ...(this.#gid === undefined ? {} : { gid: this.#gid }),
    });
  }
}
