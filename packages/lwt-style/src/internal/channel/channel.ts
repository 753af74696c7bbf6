/**
 * Channels: a buffer in front of something that reads or writes bytes.
 *
 * READING GUIDE. A *core* (core.ts) is the buffer and what is behind it; a *channel* is
 * what users hold, and gives the core to one operation at a time. `atomic` puts
 * a second channel on the same core for a while, so that several operations go
 * as one. `primitive` is the model: take the core, or wait in line for it; run;
 * hand it to the next in line. performIo.ts moves bytes between the buffer and
 * what is behind it; flush.ts says when; input.ts and output.ts are the
 * operations.
 */
import * as Lwt from "../../Lwt.js";
import type { LwtPromise } from "../promise.js";
import { addTaskRight, Sequence } from "../sequence.js";
import {
  Core,
  type CoreOptions,
  type Direction,
  failClosed,
  failInvalid,
  invalidError,
} from "./core.js";

type ChannelState =
  | "idle"
  /** One operation has the core. */
  | "primitive"
  /** Another channel stands in for this one. */
  | "atomic"
  /** The next in line was woken and has not started yet. */
  | "waiting"
  | "closed"
  /** It stood in for another, and does no more. */
  | "invalid";

export class Channel {
  /** @internal */
  state: ChannelState = "idle";
  /** The channel that stands in for this one. @internal */
  standIn: Channel | undefined;
  /** Who waits for the core. @internal */
  readonly queued = new Sequence<LwtPromise<void>>("LwtIo");

  /** @internal */
  constructor(
    /** @internal */
    readonly core: Core,
  ) {}
}

/** What is read from: `Lwt_io.input_channel`. */
export class InputChannel extends Channel {
  declare protected readonly _input: true;
}

/** What is written to: `Lwt_io.output_channel`. */
export class OutputChannel extends Channel {
  declare protected readonly _output: true;
}

/** Which of the two a channel is: `Lwt_io.mode`. */
export class Mode<out C extends Channel> {
  /** @internal */
  constructor(
    readonly direction: Direction,
    /** @internal */
    readonly channelOf: (core: Core) => C,
  ) {}
}

/** Original: `Lwt_io.input` */
export const input = new Mode("input", (core) => new InputChannel(core));
/** Original: `Lwt_io.output` */
export const output = new Mode("output", (core) => new OutputChannel(core));

/** Tells which of the two a channel is. Original: `Lwt_io.mode` */
export const mode = <C extends Channel>(channel: C): Mode<C> =>
  (channel.core.direction === "input" ? input : output) as unknown as Mode<C>;

export function newChannel<C extends Channel>(
  { direction, channelOf }: Mode<C>,
  options: CoreOptions,
): C {
  const core = new Core(direction, options);
  const channel = channelOf(core);
  core.main = channel;
  return channel;
}

/** What is called when a channel has nobody in line any more. */
let afterwards = (_core: Core): void => {};

export const onIdle = (f: (core: Core) => void): void => {
  afterwards = f;
};

export function wakeNext(channel: Channel): void {
  const next = channel.queued.takeLeft();
  if (next === undefined) return;
  Lwt.wakeupLater(next as unknown as Lwt.Resolver<void>, undefined);
}

function unlock(channel: Channel): void {
  const { state, queued, core } = channel;
  if (state === "closed" || state === "invalid") {
    wakeNext(channel);
    return;
  }
  channel.standIn = undefined;
  if (!queued.isEmpty()) {
    channel.state = "waiting";
    wakeNext(channel);
    return;
  }
  channel.state = "idle";
  afterwards(core);
}

/** Runs `f` on the core when nobody else has it. */
export function primitive<A>(
  channel: Channel,
  f: (core: Core) => Lwt.Promise<A>,
): Lwt.Promise<A> {
  return inTurn(channel, () => {
    channel.state = "primitive";
    return Lwt.finalize(
      () => f(channel.core),
      () => {
        unlock(channel);
        return Lwt.returnUnit;
      },
    );
  });
}

/** Calls `run` when it is the turn of the one who asks. */
function inTurn<A>(
  channel: Channel,
  run: () => Lwt.Promise<A>,
): Lwt.Promise<A> {
  const { state, core } = channel;
  if (state === "idle") return run();
  if (state === "closed") return failClosed(core);
  if (state === "invalid") return failInvalid(core);
  return Lwt.bind(addTaskRight(channel.queued), () => {
    if (channel.state === "closed") {
      unlock(channel);
      return failClosed(core);
    }
    if (channel.state === "invalid") return failInvalid(core);
    return run();
  });
}

/**
 * Makes one operation of several: nobody else uses the channel meanwhile.
 *
 * Behaviour: `f` gets a channel that stands in for this one until its promise
 * is resolved; using it later fails. It may be inside of another `atomic`.
 *
 * Original: `Lwt_io.atomic`
 */
export const atomic =
  <C extends Channel, A>(f: (channel: C) => Lwt.Promise<A>) =>
  (channel: C): Lwt.Promise<A> =>
    inTurn(channel, () => {
      const standIn = mode(channel).channelOf(channel.core);
      channel.state = "atomic";
      channel.standIn = standIn;
      return Lwt.finalize(
        () => f(standIn),
        () => {
          standIn.state = "invalid";
          unlock(channel);
          return Lwt.returnUnit;
        },
      );
    });

/**
 * Tells whether an operation has the channel.
 *
 * Errors: throws if it stood in for another one in an `atomic` that has ended.
 *
 * Original: `Lwt_io.is_busy`
 */
export function isBusy({ state, core }: Channel): boolean {
  if (state === "invalid") throw invalidError(core);
  return state !== "idle" && state !== "closed";
}

/** Original: `Lwt_io.is_closed` */
export const isClosed = (channel: Channel): boolean =>
  channel.state === "closed";
