/** Moving bytes between a buffer and what is behind it; closing that. */
import * as Lwt from "../../Lwt.js";
import { type Channel, primitive } from "./channel.js";
import { type Core, failClosed, failInvalid } from "./core.js";

/** Buffers are no smaller: a number or a character always fits. */
export const MIN_BUFFER_SIZE = 16;

/** Makes room behind the data that was not read yet; gives where that is. */
function makeRoom(core: Core): number {
  const { ptr, max, size } = core;
  const left = max - ptr;
  if (left === 0 && core.buffer.length > size) {
    core.buffer = Buffer.allocUnsafeSlow(size);
  } else if (left > 0 && ptr > 0) {
    core.buffer.copyWithin(0, ptr, max);
  }
  core.ptr = 0;
  core.max = left;
  return left;
}

/** Fills the buffer of an input, or takes bytes out of that of an output. */
export function performIo(core: Core): Lwt.Promise<number> {
  const { main, direction, performIo: perform } = core;
  if (main.state === "closed") return failClosed(core);
  if (main.state === "invalid") return failInvalid(core);
  if (perform === undefined) {
    return direction === "input"
      ? Lwt.return(0)
      : Lwt.fail(new Error("LwtIo: the bytes that are written to are full"));
  }
  const at = direction === "input" ? makeRoom(core) : 0;
  const length = direction === "input" ? core.buffer.length - at : core.ptr;
  const p = perform(core.buffer, at, length);
  const first =
    Lwt.isSleeping(core.aborted) && !Lwt.isSleeping(p)
      ? p
      : Lwt.pick([core.aborted, p]);
  return Lwt.bind(first, (count) => {
    if (!(count >= 0 && count <= length)) {
      const call = direction === "input" ? "read" : "write";
      return Lwt.fail(
        new Error(
          `LwtIo.make: the function to ${call} was given ${length} bytes and says that it has used ${count}`,
        ),
      );
    }
    core.offset += count;
    if (direction === "input") {
      core.max += count;
    } else {
      core.buffer.copyWithin(0, count, length);
      core.ptr = length - count;
    }
    return Lwt.return(count);
  });
}

/** Takes bytes out of the buffer of an output until there are none. */
export const flushTotal = Lwt.fn(function* (core: Core) {
  while (core.ptr > 0) yield* performIo(core);
});

/** As `flushTotal`; an error is for the next one who writes. */
export const safeFlushTotal = (core: Core): Lwt.Promise<void> =>
  Lwt.catch(
    () => flushTotal(core),
    () => Lwt.returnUnit,
  );

/** Closes now: what is under way fails. */
function shut(channel: Channel, aborts = false): Lwt.Promise<void> {
  const { core } = channel;
  if (channel.standIn !== undefined) return shut(channel.standIn, aborts);
  if (channel.state === "closed") return core.closeOnce();
  if (channel.state === "invalid") return failInvalid(core);
  channel.state = "closed";
  core.stop();
  if (aborts) core.abort();
  return core.closeOnce();
}

/**
 * Closes a channel at once: what is under way on it is rejected with
 * `ChannelClosed`, and what was not flushed is lost.
 *
 * Original: `Lwt_io.abort`
 */
export const abort = (channel: Channel): Lwt.Promise<void> =>
  shut(channel, true);

/**
 * Closes a channel.
 *
 * Behaviour
 * - input: at once; what reads is rejected with `ChannelClosed`
 * - output: after all that is under way and in line; flushes, then closes
 * - closed: ends as the first close did
 * - one of the two of a connection: the whole connection is closed, as in Lwt
 *
 * Errors: rejected with what the closing fails with; and on a channel that
 * `atomic` lent. What the flush fails with is ignored, as in Lwt: to know, call
 * `flush` first.
 *
 * Original: `Lwt_io.close`
 */
export function close(channel: Channel): Lwt.Promise<void> {
  const { core } = channel;
  if (core.main !== channel) {
    return Lwt.fail(
      new Error("LwtIo.close: a channel that atomic lent cannot be closed"),
    );
  }
  if (core.direction === "input") return shut(channel);
  return Lwt.catch(
    () =>
      primitive(channel, () =>
        Lwt.bind(safeFlushTotal(core), () => shut(channel)),
      ),
    () => shut(channel),
  );
}
