/** Moving about. Original: `tokio::io::AsyncSeekExt`. */
import type { Effect } from "effect";
import { ioOp, pass } from "../internal/io-op.js";
import type { IoError } from "../io-error.js";
import { labelOf } from "./base.js";
import { type AsyncSeek, SeekFrom } from "./traits.js";

function seek(
  stream: AsyncSeek,
  position: SeekFrom,
): Effect.Effect<number, IoError> {
  return ioOp(
    `the place in ${labelOf(stream)}`,
    () => {
      let started = false;
      return (cx) => {
        if (!started) {
          // What is under way ends first.
          const before = stream.pollComplete(cx);
          if (before?._tag !== "Success") return pass(before);
          const start = stream.startSeek(position);
          if (start._tag === "Failure") return pass(start);
          started = true;
        }
        return stream.pollComplete(cx);
      };
    },
    (cx) => stream.abandonSeek?.(cx),
  );
}

export abstract class AsyncSeekExt {
  /**
   * Moves to another place; gives it, in bytes from the start.
   *
   * Cancellation: from the start or the end, cancel safe; a seek that has begun
   * ends, though nobody waits for it. From the present place, not cancel safe:
   * the next call moves on from there.
   *
   * Original: `AsyncSeekExt::seek`
   */
  seek(this: AsyncSeek, position: SeekFrom): Effect.Effect<number, IoError> {
    return seek(this, position);
  }

  /**
   * Moves to the start.
   *
   * Cancellation: cancel safe.
   *
   * Original: `AsyncSeekExt::rewind`
   */
  rewind(this: AsyncSeek): Effect.Effect<number, IoError> {
    return seek(this, SeekFrom.Start(0));
  }

  /**
   * Gives the present place.
   *
   * Cancellation: cancel safe.
   *
   * Original: `AsyncSeekExt::stream_position`
   */
  streamPosition(this: AsyncSeek): Effect.Effect<number, IoError> {
    return seek(this, SeekFrom.Current(0));
  }
}
