/**
 * When outputs are flushed without being asked.
 *
 * As in Lwt: a pause after the last write, when nobody uses the channel. And
 * when main ends, or no main runs: a pause would not end then, and the program
 * may go on for long. What is in the buffers of the standard outputs when the
 * process exits is written by then.
 */
import { writeSync } from "node:fs";
import * as Lwt from "../../Lwt.js";
import { isMainRunning, nextTurn, onMainEnd } from "../io.js";
import {
  type Channel,
  onIdle,
  type OutputChannel,
  primitive,
  wakeNext,
} from "./channel.js";
import { type Core } from "./core.js";
import { safeFlushTotal } from "./performIo.js";

/** What waits for its pause. */
const waiting = new Set<Core>();

function deepest(channel: Channel): Channel {
  let last = channel;
  while (last.standIn !== undefined) last = last.standIn;
  return last;
}

const flushUnused = Lwt.fn(function* (core: Core) {
  if (!waiting.delete(core)) return;
  const channel = deepest(core.main);
  // Who uses it now starts this anew when it is done.
  if (channel.state === "primitive" || channel.state === "waiting") {
    core.autoFlushing = false;
  }
  if (channel.state !== "idle") return;
  core.autoFlushing = false;
  channel.state = "primitive";
  yield* safeFlushTotal(core);
  if ((channel.state as string) === "primitive") {
    channel.state = channel.queued.isEmpty() ? "idle" : "waiting";
  }
  wakeNext(channel);
});

const flushAfterwards = (core: Core): void =>
  Lwt.async(() => flushUnused(core));

/** Flushes the core soon, if nobody does until then. */
export function autoFlush(core: Core): void {
  if (core.autoFlushing || core.ptr === 0) return;
  core.autoFlushing = true;
  waiting.add(core);
  const flush = (): void => flushAfterwards(core);
  Lwt.onSuccess(Lwt.pause(), flush);
  if (isMainRunning()) return;
  nextTurn(() => {
    if (!isMainRunning()) flush();
  });
}

onIdle((core) => {
  if (core.direction === "output" && core.performIo !== undefined) {
    autoFlush(core);
  }
});

onMainEnd(() => {
  for (const core of waiting) flushAfterwards(core);
});

// ---------------------------------------------------------------------------
// All of them

/** All outputs that are open; one that nobody holds any more is none. */
const outputs = new Set<WeakRef<OutputChannel>>();
const gone = new FinalizationRegistry<WeakRef<OutputChannel>>((ref) => {
  outputs.delete(ref);
});

export function remember(channel: OutputChannel): void {
  const ref = new WeakRef(channel);
  outputs.add(ref);
  gone.register(channel, ref);
}

/**
 * Flushes all outputs that are open, at once; what fails is ignored.
 *
 * Original: `Lwt_io.flush_all`
 */
export const flushAll = (): Lwt.Promise<void> =>
  Lwt.join(
    [...outputs].map((ref) => {
      const channel = ref.deref();
      if (channel === undefined) return Lwt.returnUnit;
      return Lwt.catch(
        () => primitive(channel, safeFlushTotal),
        () => Lwt.returnUnit,
      );
    }),
  );

/** Writes what is left in the buffer when the process exits. */
export function writeAtExit({ core }: OutputChannel, number: number): void {
  process.once("exit", () => {
    let { ptr } = core;
    let at = 0;
    try {
      while (at < ptr) at += writeSync(number, core.buffer, at, ptr - at);
    } catch {
      ptr = 0;
    }
    core.ptr = 0;
  });
}
