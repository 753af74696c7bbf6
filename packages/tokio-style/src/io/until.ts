import { Exit } from "effect";
import { pass } from "../internal/io-op.js";
import type { Context } from "../internal/context.js";
import type { ByteVec } from "./read-buf.js";
import type { AsyncBufRead, PollIo } from "./traits.js";

export const NEWLINE = 0x0a;

/**
 * Polls up to a byte and with it, or to the end, appending to `into`; gives
 * how many bytes came. What it has read stays counted until it is ready.
 */
export function untilByte(
  from: AsyncBufRead,
  byte: number,
  into: ByteVec,
): (cx: Context) => PollIo<number> {
  let read = 0;
  return (cx) => {
    for (;;) {
      const exit = from.pollFillBuf(cx);
      if (exit?._tag !== "Success") return pass(exit);
      const available = exit.value;
      const at = available.indexOf(byte);
      const used = at < 0 ? available.length : at + 1;
      into.extendFromSlice(available.subarray(0, used));
      from.consume(used);
      read += used;
      if (at < 0 && used > 0) continue;
      const all = read;
      read = 0;
      return Exit.succeed(all);
    }
  };
}
