/** What a socket can do at once, and waiting for that. */
import { type Effect, Exit } from "effect";
import type { Interest, Ready } from "../io/interest.js";
import type { IoError } from "../io-error.js";
import type { ByteVec } from "../io/read-buf.js";
import type { PollIo } from "../io/traits.js";
import type { Context } from "./context.js";
import { madeProgress } from "./coop.js";
import { ioOp, proceedWith } from "./io-op.js";
import { atOnce } from "./node-link.js";
import type { Waiters } from "./node-wait.js";

/** What can be asked whether it is ready. */
export interface Readiness {
  readonly readers: Waiters;
  readonly writers: Waiters;
  readonly now: (interest: Interest) => Ready;
}

/** Waits until something can be done of what is asked for. */
export function untilReady(
  { readers, writers, now }: Readiness,
  interest: Interest,
): Effect.Effect<Ready, IoError> {
  const lists = [
    ...(interest.isReadable() ? [readers] : []),
    ...(interest.isWritable() ? [writers] : []),
  ];
  const abandon = (key: object): void => {
    for (const list of lists) list.abandon(key);
  };
  return ioOp(
    lists.map(({ options }) => options.what).join(", or "),
    () => {
      const poll = (cx: Context): PollIo<Ready> => {
        if (!proceedWith(cx)) return undefined;
        const ready = now(interest);
        if (ready.isEmpty()) {
          for (const list of lists) list.wait(cx, poll);
          return undefined;
        }
        abandon(poll);
        madeProgress();
        return Exit.succeed(ready);
      };
      return poll;
    },
    (_cx, poll) => abandon(poll),
  );
}

/** Does something if that can be done at once. */
export function doIfReady<A>(
  ready: Ready,
  f: () => Exit.Exit<A, IoError>,
  action: string,
): Exit.Exit<A, IoError> {
  return ready.isEmpty() ? atOnce<A>(undefined, action) : f();
}

/** Reads into some buffers, one after the other, as long as bytes are there. */
export function readVectored(
  from: {
    readonly buffered: number;
    tryRead(buf: Uint8Array): Exit.Exit<number, IoError>;
  },
  bufs: readonly Uint8Array[],
): Exit.Exit<number, IoError> {
  const [first, ...rest] = bufs.filter(({ length }) => length > 0);
  const exit = from.tryRead(first ?? new Uint8Array(0));
  if (Exit.isFailure(exit)) return exit;
  let count = exit.value;
  for (const buf of rest) {
    if (from.buffered === 0) break;
    const more = from.tryRead(buf);
    if (Exit.isFailure(more)) break;
    count += more.value;
  }
  return Exit.succeed(count);
}

/** How much a vector takes at least when it is full. */
const ROOM = 64;

/** Appends what is there to a vector, as much as it has room for. */
export function readInto(
  read: (buf: Uint8Array) => Exit.Exit<number, IoError>,
  into: ByteVec,
): Exit.Exit<number, IoError> {
  if (into.capacity() === into.length) into.reserve(ROOM);
  const exit = read(into.spare().unfilled());
  if (Exit.isSuccess(exit)) into.grow(exit.value);
  return exit;
}
