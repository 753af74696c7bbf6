/** Writing several slices at once. */
import type { Context } from "../internal/context.js";
import type { AsyncWrite, PollIo } from "./traits.js";

/** Slices of bytes, to be written one after the other. */
export type Slices = ReadonlyArray<Uint8Array>;

const none = new Uint8Array(0);

/** The first slice that is not empty. */
export function firstOf(bufs: Slices): Uint8Array {
  return bufs.find((buf) => buf.length > 0) ?? none;
}

/** Where the first slice stands that is not empty; after the last: nowhere. */
export function firstIndex(bufs: Slices): number {
  const index = bufs.findIndex((buf) => buf.length > 0);
  return index === -1 ? bufs.length : index;
}

/** How many bytes slices have together. */
export function lengthOf(bufs: Slices): number {
  return bufs.reduce((sum, buf) => sum + buf.length, 0);
}

/** Returns whether a stream takes more than the first slice. */
export function isVectored(to: AsyncWrite): boolean {
  return to.isWriteVectored?.() ?? false;
}

/** Polls a write of slices, of a stream that may know nothing of them. */
export function pollSlices(
  to: AsyncWrite,
  cx: Context,
  bufs: Slices,
): PollIo<number> {
  return to.pollWriteVectored === undefined
    ? to.pollWrite(cx, firstOf(bufs))
    : to.pollWriteVectored(cx, bufs);
}

/** Some slices, as one. */
export function whole(bufs: Slices): Uint8Array {
  const bytes = new Uint8Array(lengthOf(bufs));
  let at = 0;
  for (const buf of bufs) {
    bytes.set(buf, at);
    at += buf.length;
  }
  return bytes;
}

/** Has the streams of a class take slices as if they were one. */
export function takesSlices(streams: { readonly prototype: AsyncWrite }): void {
  Object.defineProperties(streams.prototype, {
    isWriteVectored: { value: () => true },
    pollWriteVectored: {
      value(this: AsyncWrite, cx: Context, bufs: Slices): PollIo<number> {
        return this.pollWrite(cx, whole(bufs));
      },
    },
  });
}
