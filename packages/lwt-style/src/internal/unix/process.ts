/** Processes with channels to their standard streams. */
import type { Readable, Writable } from "node:stream";
import * as Lwt from "../../Lwt.js";
import * as LwtUnix from "../../LwtUnix.js";
import {
  type Channel,
  input,
  type InputChannel,
  output,
  type OutputChannel,
} from "../channel/channel.js";
import { ofFd } from "../channel/make.js";
import { close } from "../channel/performIo.js";
import { fly } from "../io.js";
import { Child, type ProcessStatus } from "./children.js";
import { FileDescr } from "./fileDescr.js";
import { closeMoved, type Redirection, stdioOf } from "./stdio.js";
import { StreamEnd } from "./streamEnd.js";

/**
 * A program and its arguments, the first of which is the name that it sees for
 * itself. If the program is "", that is looked for in the `PATH`.
 */
export type Command = readonly [program: string, args: readonly string[]];

/** What each process may be given. */
export interface ProcessOptions {
  /** After so many seconds it is killed, and its channels are closed. */
  readonly timeout?: number | undefined;
  /** All its variables, each as `NAME=value`. */
  readonly env?: readonly string[] | undefined;
  readonly cwd?: string | undefined;
}

export interface StdinOption {
  readonly stdin?: Redirection | undefined;
}
export interface StdoutOption {
  readonly stdout?: Redirection | undefined;
}
export interface StderrOption {
  readonly stderr?: Redirection | undefined;
}

type Streams = readonly [
  stdin: Redirection | "pipe",
  stdout: Redirection | "pipe",
  stderr: Redirection | "pipe",
];

/** The state of a process: `Lwt_process.state`. */
export type State =
  | { readonly _tag: "Running" }
  | { readonly _tag: "Exited"; readonly status: ProcessStatus };

function environmentOf(
  variables: readonly string[] | undefined,
): NodeJS.ProcessEnv | undefined {
  return (
    variables &&
    Object.fromEntries(
      variables.map((variable) => {
        const end = variable.indexOf("=");
        return [variable.slice(0, end), variable.slice(end + 1)];
      }),
    )
  );
}

function startChild(
  [program, args]: Command,
  streams: Streams,
  { cwd, env }: ProcessOptions,
): Child {
  const [first = "", ...others] = args;
  const child = new Child(program === "" ? first : program, others, {
    argv0: first,
    cwd,
    env: environmentOf(env),
    stdio: streams.map(stdioOf),
  });
  streams.forEach(closeMoved);
  return child;
}

/** Who reads from a process or writes to it waits for what is under way. */
const counted = { counted: fly };

const inputOf = (stream: Readable | null | undefined): InputChannel =>
  ofFd(new FileDescr(new StreamEnd(stream!, undefined, counted)), {
    mode: input,
  });

const outputOf = (stream: Writable | null | undefined): OutputChannel =>
  ofFd(new FileDescr(new StreamEnd(undefined, stream!, counted)), {
    mode: output,
  });

/** A process with no channels: `Lwt_process.process_none`. */
export class ProcessNone {
  /** @internal */
  protected readonly child: Child;
  private readonly channels: Channel[] = [];
  private isClosed = false;

  /** @internal */
  constructor(command: Command, streams: Streams, options: ProcessOptions) {
    this.child = startChild(command, streams, options);
    if (options.timeout !== undefined) this.limit(options.timeout);
  }

  private limit(seconds: number): void {
    const timer = LwtUnix.sleep(seconds);
    this.child.process.once("exit", () => Lwt.cancel(timer));
    Lwt.onSuccess(timer, () => {
      this.terminate();
      // What fails is told by `close` to who calls it.
      Lwt.dontWait(
        () => this.closeChannels(),
        () => {},
      );
    });
  }

  /** @internal */
  protected own<C extends Channel>(channel: C): C {
    this.channels.push(channel);
    return channel;
  }

  private closeChannels(): Lwt.Promise<void> {
    this.isClosed = true;
    return Lwt.protected(Lwt.join(this.channels.map(close)));
  }

  /** The number of the process; -1 if its program could not be run. */
  get pid(): number {
    return this.child.process.pid ?? -1;
  }

  get state(): State {
    const { status } = this.child;
    return status === undefined
      ? { _tag: "Running" }
      : { _tag: "Exited", status };
  }

  /** Sends a signal, if the process is still running. */
  kill(signal: NodeJS.Signals | number): void {
    this.child.kill(signal);
  }

  /** Ends the process, by `SIGKILL`. */
  terminate(): void {
    this.kill("SIGKILL");
  }

  /**
   * Waits for the end of the process. A program that could not be run has the
   * status 127.
   *
   * Cancellation: the wait ends, the process goes on.
   */
  get status(): Lwt.Promise<ProcessStatus> {
    return this.child.wait();
  }

  /** Closes the channels and waits for the end of the process. */
  close(): Lwt.Promise<ProcessStatus> {
    if (this.isClosed) return this.status;
    return Lwt.bind(this.closeChannels(), () => this.status);
  }
}

/** A process to read from: `Lwt_process.process_in`. */
export class ProcessIn extends ProcessNone {
  readonly stdout = this.own(inputOf(this.child.process.stdout));
}

/** A process to write to: `Lwt_process.process_out`. */
export class ProcessOut extends ProcessNone {
  readonly stdin = this.own(outputOf(this.child.process.stdin));
}

/** A process to write to and to read from: `Lwt_process.process`. */
export class Process extends ProcessNone {
  readonly stdin = this.own(outputOf(this.child.process.stdin));
  readonly stdout = this.own(inputOf(this.child.process.stdout));
}

/** As `Process`, and to read its errors from: `Lwt_process.process_full`. */
export class ProcessFull extends ProcessNone {
  readonly stdin = this.own(outputOf(this.child.process.stdin));
  readonly stdout = this.own(inputOf(this.child.process.stdout));
  readonly stderr = this.own(inputOf(this.child.process.stderr));
}
