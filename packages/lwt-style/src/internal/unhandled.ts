/**
 * Who watches for rejections that nobody handles, while `Lwt.reportUnhandled`
 * is on.
 *
 * A promise that is rejected with nobody to hear of it is *noted*, with the
 * place where it was made. Whoever looks at it later strikes the note out. The
 * garbage collector says when a promise is gone: then nobody can look any more,
 * and the note is a report. Notes know no promise, or it would stay.
 *
 * While it is off there is no watch, and all that is left of this is one
 * comparison where a pending or a rejected promise is made.
 */
import { onHostIdle } from "./host.js";
import type { LwtPromise } from "./promise.js";

/** A rejection that nobody handled. */
export interface Unhandled {
  readonly exn: unknown;
  /** The stack where the promise was made, from the caller of Lwt outwards. */
  readonly madeAt: string;
}

type AnyPromise = LwtPromise<any>;

/** A rejection that nobody has handled yet. */
class Note {
  constructor(
    readonly exn: unknown,
    readonly stack: string | undefined,
  ) {}
}

class Watch {
  /** Where each pending promise was made. */
  private readonly places = new WeakMap<AnyPromise, Error>();
  private readonly handled = new WeakSet<AnyPromise>();
  private readonly noteOf = new WeakMap<AnyPromise, Note>();
  private readonly notes = new Set<Note>();
  private readonly collected = new FinalizationRegistry<Note>((note) =>
    this.report(note),
  );

  constructor(private readonly hear: (unhandled: Unhandled) => void) {}

  made(p: AnyPromise): void {
    this.places.set(p, here());
  }

  rejected(p: AnyPromise, exn: unknown): void {
    if (this.handled.has(p)) return;
    // Until a stack is read it keeps alive what it was taken in.
    if (exn instanceof Error) void exn.stack;
    const note = new Note(exn, (this.places.get(p) ?? here()).stack);
    this.noteOf.set(p, note);
    this.notes.add(note);
    this.collected.register(p, note);
  }

  handle(p: AnyPromise): void {
    this.handled.add(p);
    const note = this.noteOf.get(p);
    if (note !== undefined) this.notes.delete(note);
  }

  /** What was handed on stays so when it becomes one with another. */
  merged(p2: AnyPromise, p1: AnyPromise): void {
    if (this.handled.has(p1)) this.handle(p2);
  }

  private report(note: Note): void {
    if (!this.notes.delete(note)) return;
    this.hear({ exn: note.exn, madeAt: userFrames(note.stack) });
  }

  reportAll(): void {
    for (const note of this.notes) this.report(note);
  }
}

let watch: Watch | undefined;

export const isWatching = (): boolean => watch !== undefined;

/** Remembers where the pending `p` is made. */
export function noteMade(p: AnyPromise): void {
  watch?.made(p);
}

/** Notes that `p` is rejected and nobody has heard of it. */
export function noteRejected(p: AnyPromise, exn: unknown): void {
  watch?.rejected(p, exn);
}

/** Notes that somebody has looked at the rejection of `p`, or will. */
export function noteHandled(p: AnyPromise): void {
  watch?.handle(p);
}

export function noteMerged(p2: AnyPromise, p1: AnyPromise): void {
  watch?.merged(p2, p1);
}

/**
 * Reports rejections that nobody can ever handle: a mode for development.
 *
 * Give it what hears of each; it gives what ends the mode.
 *
 * Behaviour
 * - a promise that was bound, caught, handed on or observed is handled; the
 *   promise that came of it must be handled in its turn
 * - heard once the promise is gone: when the garbage collector finds it, when
 *   the host has nothing left to do, and what is left when the mode ends
 * - `Lwt.Canceled` is never reported
 * - promises that were rejected before are not looked at
 *
 * While it is on each promise remembers where it was made, which takes time and
 * memory. While it is off, making a promise costs one comparison more.
 *
 * Original: none; OCaml's Lwt loses such rejections in silence
 */
export function reportUnhandled(
  hear: (unhandled: Unhandled) => void,
): () => void {
  const mine = new Watch(hear);
  watch = mine;
  const idle = onHostIdle(() => mine.reportAll());
  return () => {
    if (watch === mine) watch = undefined;
    idle();
    mine.reportAll();
  };
}

/** How many frames are kept: some are the core's own. */
const FRAMES = 30;

function here(): Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = FRAMES;
  const place = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return place;
}

/** The folder of this library's own files. */
const OWN = new URL("..", import.meta.url).pathname;

/** The frames of a stack without the library's own. */
function userFrames(stack = ""): string {
  const frames = stack
    .split("\n")
    .slice(1)
    .map((line) => line.trim());
  const foreign = frames.filter((line) => !line.includes(OWN));
  return (foreign.length > 0 ? foreign : frames).join("\n");
}
