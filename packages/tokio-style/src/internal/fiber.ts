/**
 * Everything that this package knows about the inside of Effect.
 *
 * No other file touches an unexported part of Effect. Each one used here says
 * what it is for and which public call would replace it, and the self-check
 * at the end fails at load, with one line, when Effect has moved it. That is
 * why `effect` is pinned to one exact version.
 */
import type { Cause, Context, Exit, Fiber } from "effect";
import { Effect, Effectable } from "effect";

/**
 * What a fiber's run loop calls on an effect. `Effectable.Prototype` sets it
 * for us; it is read only by the self-check and to return a parked fiber's
 * marker. Public replacement: none yet for "this fiber is parked".
 */
const Yield = Symbol.for("effect/Effect/Yield");

/** The keys of a continuation frame. Public replacement: none; a frame that
 * must run its own code on failure (closing a generator) has to be on the
 * fiber's stack. */
export const onSuccess = "~effect/Effect/successCont";
export const onFailure = "~effect/Effect/failureCont";
export const onPop = "~effect/Effect/ensureCont";

/** A frame on a fiber's stack. */
export interface Frame {
  readonly [onSuccess]?:
    | ((value: unknown, fiber: FiberShape) => unknown)
    | undefined;
  readonly [onFailure]?:
    | ((cause: Cause.Cause<unknown>, fiber: FiberShape) => unknown)
    | undefined;
  readonly [onPop]?: ((fiber: FiberShape) => unknown) | undefined;
}

/**
 * The part of Effect's fiber that a strand uses.
 *
 * - `_stack`: continuations; a generator frame is pushed on it.
 * - `_yielded`: how a parked fiber is told that it will not be resumed.
 * - `_interruptedCause`, `interruptible`: what a drop sets before it unwinds.
 * - `_children`: fibers made by `forkChild`, interrupted when the strand ends.
 * - `runLoop`: runs until the fiber parks (Yield) or ends (an Exit).
 */
export interface FiberShape extends Fiber.Fiber<any, any> {
  interruptible: boolean;
  readonly _stack: Array<Frame>;
  _observers: Array<(exit: Exit.Exit<any, any>) => void> | undefined;
  _exit: Exit.Exit<any, any> | undefined;
  _children: Set<Fiber.Fiber<any, any>> | undefined;
  _interruptedCause: Cause.Cause<never> | undefined;
  _yielded: Exit.Exit<any, any> | (() => void) | undefined;
  _deferredInterrupt: boolean;
  evaluate(effect: Effect.Effect<any, any, any>): void;
  runLoop(
    effect: Effect.Effect<any, any, any>,
  ): Exit.Exit<any, any> | typeof Yield;
  setContext(context: Context.Context<never>): void;
}

/** Effect's fiber class, taken from a fiber: it is not exported. Public
 * replacement: a hook that lets a scheduler drive a fiber's loop itself. */
export const FiberBase = Effect.runFork(Effect.void).constructor as new (
  context: Context.Context<never>,
  interruptible?: boolean,
) => FiberShape;

/** Where a fiber announces itself while its loop runs; public as
 * `Fiber.getCurrent`, read here without the call. */
const currentKey = "~effect/Fiber/currentFiber";

/** Returns the fiber whose loop is running. */
export function currentFiber(): FiberShape | undefined {
  return (globalThis as any)[currentKey];
}

const parked = (): void => {};

/** Tells the run loop that this fiber waits for the driver of its task. */
export function park(fiber: FiberShape): Effect.Effect<never> {
  fiber._yielded = parked;
  return Yield as never;
}

/** Returns whether a run loop's result says that the fiber is parked. */
export function isParked(result: unknown): result is typeof Yield {
  return result === Yield;
}

/** Makes the base of a class whose instances are effects of our own. */
export function effectBase(
  label: string,
  evaluate: (
    this: any,
    fiber: FiberShape,
  ) => Effect.Effect<unknown, unknown, unknown>,
): abstract new <A, E, R = never>() => Effect.Effect<A, E, R> {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- one each
  const Base = function () {};
  Base.prototype = Effectable.Prototype<any>({ label, evaluate } as never);
  return Base as never;
}

/** Makes a fiber interruptible again when it is popped. Effect's own frame of
 * this kind is not exported. */
const interruptibleAgain: Frame = {
  [onPop](fiber) {
    fiber.interruptible = true;
    const cause = fiber._interruptedCause;
    return cause === undefined ? undefined : () => Effect.failCause(cause);
  },
};

/**
 * Lets a frame see an interruption.
 *
 * An interrupted fiber skips every frame on its way down; Effect's own
 * finalisers ask to be heard in the same way.
 */
export function hearInterrupts(fiber: FiberShape): undefined {
  if (fiber._interruptedCause !== undefined && fiber.interruptible) {
    fiber._stack.push(interruptibleAgain);
    fiber.interruptible = false;
  }
  return undefined;
}

function selfCheck(): void {
  const missing: Array<string> = [];
  const proto = FiberBase.prototype as unknown as Record<string, unknown>;
  for (const name of ["evaluate", "runLoop", "getCont", "setContext"]) {
    if (typeof proto[name] !== "function") missing.push(`Fiber.${name}`);
  }
  let inside: FiberShape | undefined;
  let heard = false;
  class Probe extends effectBase("Probe", function (fiber) {
    inside = fiber;
    if (currentFiber() !== fiber) missing.push("the current fiber");
    return park(fiber);
  })<void, never> {}
  const frame: Frame = {
    [onPop]: hearInterrupts,
    [onFailure](cause) {
      heard = true;
      return Effect.failCause(cause);
    },
  };
  const fiber = Effect.runFork(new Probe()) as unknown as FiberShape;
  if (inside !== fiber || fiber._exit !== undefined) missing.push("parking");
  if (!Array.isArray(fiber._stack)) missing.push("the stack");
  else fiber._stack.push(frame);
  fiber.interruptUnsafe();
  if (!heard || fiber._exit?._tag !== "Failure") missing.push("unwinding");
  if (missing.length > 0) {
    throw new Error(
      `tokio-style was written for effect 4.1.0 and cannot drive the installed effect (changed: ${missing.join(", ")}); install effect 4.1.0`,
    );
  }
}
selfCheck();
