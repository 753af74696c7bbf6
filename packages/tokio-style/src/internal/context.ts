/** Poll, Context and Waker: what a future written by hand sees. */
import type { Pollable } from "./leaf.js";

/** A value that may be there already. Original: `std::task::Poll`. */
export type Poll<A> =
  | { readonly _tag: "Ready"; readonly value: A }
  | { readonly _tag: "Pending" };

const pending: Poll<never> = { _tag: "Pending" };

/** Makes and asks a {@link Poll}. */
export const Poll = {
  /** The future is ready with a value. */
  Ready: <A>(value: A): Poll<A> => ({ _tag: "Ready", value }),
  /** The future is not ready; it has kept the waker. */
  Pending: pending,
  /** Returns whether a poll gave a value. */
  isReady: <A>(
    poll: Poll<A>,
  ): poll is { readonly _tag: "Ready"; readonly value: A } => poll !== pending,
  /** Returns whether a poll gave none. */
  isPending: <A>(poll: Poll<A>): poll is { readonly _tag: "Pending" } =>
    poll === pending,
} as const;

/** Says that polling again makes sense. Original: `std::task::Waker`. */
export class Waker {
  readonly #wake: () => void;

  private constructor(wake: () => void) {
    this.#wake = wake;
  }

  /** Makes a waker from a function: what an executor does. */
  static from(wake: () => void): Waker {
    return new Waker(wake);
  }

  /** Makes a waker that does nothing. */
  static noop(): Waker {
    return new Waker(() => {});
  }

  /** Wakes the task; it is polled at its turn. */
  wake(): void {
    this.#wake();
  }

  /** Wakes the task; the same as {@link wake}, for JavaScript moves nothing. */
  wakeByRef(): void {
    this.#wake();
  }

  /** Returns a waker for the same task. */
  clone(): Waker {
    return this;
  }
}

/** What a poll is given. Original: `std::task::Context`. */
export class Context {
  private constructor(
    /** The waker of the task that polls. */
    readonly waker: Waker,
  ) {}

  /** Makes a context: what an executor does before it polls. */
  static fromWaker(waker: Waker): Context {
    return new Context(waker);
  }
}

const contexts = new WeakMap<Pollable, Context>();

/** Returns the context with which a task polls. */
export function contextFor(task: Pollable): Context {
  let context = contexts.get(task);
  if (context === undefined) {
    context = Context.fromWaker(Waker.from(() => task.wake()));
    contexts.set(task, context);
  }
  return context;
}
