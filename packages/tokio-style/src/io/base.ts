/** The class that every stream here extends. */
import type { AsyncBufReadExt } from "./buf-read-ext.js";
import type { AsyncReadExt } from "./read-ext.js";
import type { ReadNumbers, WriteNumbers } from "./numbers.js";
import type { AsyncSeekExt } from "./seek-ext.js";
import type { AsyncWriteExt } from "./write-ext.js";

/**
 * A stream with the methods of `AsyncReadExt`, `AsyncBufReadExt`,
 * `AsyncWriteExt` and `AsyncSeekExt`.
 *
 * Each method asks for the trait that it needs: `readLine` compiles only on a
 * stream that is an `AsyncBufRead`. To have them on a stream of your own extend
 * this class and implement `pollRead`, or whatever it can do.
 *
 * ```ts
 * class Zeros extends io.AsyncIo implements io.AsyncRead {
 *   pollRead(_cx: future.Context, buf: io.ReadBuf) {
 *     buf.putSlice(new Uint8Array(buf.remaining()));
 *     return Exit.void;
 *   }
 * }
 * ```
 */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- see ext.ts
export abstract class AsyncIo {
  /** @internal What it is called where it is waited for. */
  label(): string {
    return this.constructor.name;
  }
}

export interface AsyncIo
  extends
    AsyncReadExt,
    AsyncBufReadExt,
    AsyncWriteExt,
    AsyncSeekExt,
    ReadNumbers,
    WriteNumbers {}

/** What a stream is called where it is waited for. */
export function labelOf(stream: object): string {
  return stream instanceof AsyncIo ? stream.label() : stream.constructor.name;
}

/** Drops what a stream owns, if that is something that can be dropped. */
export function dropInner(inner: object): void {
  if (Symbol.dispose in inner) (inner as Disposable)[Symbol.dispose]();
}
