/**
 * Everything that this package knows about the inside of Effect.
 *
 * No other file touches an unexported part of Effect. Each one used here says
 * what it is for and which public call would replace it, and the self-check
 * at the end fails at load, with one line, when Effect has moved it. That is
 * why `effect` is pinned to one exact version.
 */
import type { Cause, Context, Fiber } from "effect";
import { Effect, Effectable, Exit } from "effect";

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
  _running: boolean;
}

/** Effect's fiber class, taken from a fiber: it is not exported. Public
 * replacement: a hook that lets a scheduler drive a fiber's loop itself. */
const FiberBase = Effect.runFork(Effect.void).constructor as new (
  context: Context.Context<never>,
  interruptible?: boolean,
) => FiberShape;

/**
 * Where a fiber announces itself while its loop runs; public as
 * `Fiber.getCurrent`, read here without the call. The name is written out at
 * each place: a global whose name is a variable is looked up each time.
 */
const announced = globalThis as {
  "~effect/Fiber/currentFiber"?: FiberShape | undefined;
};

/** Returns the fiber whose loop is running. */
export function currentFiber(): FiberShape | undefined {
  return announced["~effect/Fiber/currentFiber"];
}

/** Announces a fiber; returns the one that was announced before. */
export function enterFiber(
  fiber: FiberShape | undefined,
): FiberShape | undefined {
  const before = announced["~effect/Fiber/currentFiber"];
  announced["~effect/Fiber/currentFiber"] = fiber;
  return before;
}

const nothing = (): void => {};

/** Tells the run loop that this fiber waits for the driver of its task. */
export function park(fiber: FiberShape): Effect.Effect<never> {
  fiber._yielded = nothing;
  return Yield as never;
}

/** What {@link FiberShape.runLoop} returns for a fiber that is parked. */
export const PARKED: typeof Yield = Yield;

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

/** Says that its strand waits for what the strand itself knows. */
class Parked extends effectBase("tokio-style/Parked", (fiber) => park(fiber))<
  never,
  never
> {}
export const parked: Effect.Effect<never> = new Parked();

/**
 * The class of exits that succeed. `instanceof` is the fastest way to tell one,
 * and our own constructor makes one in place; Effect's is called through two
 * functions. Public replacement: `Exit.succeed`, `Exit.isSuccess`.
 */
const Success = function (this: Record<string, unknown>, value: unknown) {
  this["~effect/Effect/args"] = value;
} as unknown as new (value: unknown) => Exit.Exit<any> & { value: unknown };
Success.prototype = Object.getPrototypeOf(Exit.void);

/** Makes an exit that succeeds. */
export function succeed<A>(value: A): Exit.Exit<A> {
  return new Success(value);
}

/** Returns whether an effect is a value that is there. */
export function isSuccess(
  effect: unknown,
): effect is { readonly value: unknown } {
  return effect instanceof Success;
}

/** What most fibers never set: it stands on the prototype. */
const UNSET = {
  interruptible: true,
  _observers: undefined,
  _children: undefined,
  _interruptedCause: undefined,
  _deferredInterrupt: false,
  _parent: undefined,
  _asyncContext: undefined,
  _dispatcher: undefined,
};

class Slim {
  constructor(context: Context.Context<never>) {
    const root = (context as any).cacheRoot;
    if (root._fiberCache === undefined) {
      FiberBase.prototype.setContext.call({}, context);
    }
    const self = this as any;
    self.context = context;
    self.cache = root._fiberCache;
    self.currentOpCount = 0;
    self._stack = [];
    self._exit = undefined;
    self._yielded = undefined;
    self._running = false;
  }

  /** Its number: taken when somebody asks. */
  get id(): number {
    const { id } = Effect.runFork(Effect.void);
    Object.defineProperty(this, "id", { value: id });
    return id;
  }
}
Object.setPrototypeOf(Slim.prototype, FiberBase.prototype as object);
Object.assign(Slim.prototype, UNSET);

export interface SlimFiber extends Omit<FiberShape, "evaluate" | "_stack"> {
  _stack: Array<Frame>;
  evaluate(effect: Effect.Effect<any, any, any>): void;
}

/**
 * A fiber that takes little room: Effect's, without what its constructor sets
 * in each one and a strand hardly ever uses.
 *
 * `cache` is what Effect derives from a context, once for all that share a
 * root. Public replacement: the hook of {@link FiberBase}.
 */
export const SlimFiber = Slim as unknown as new (
  context: Context.Context<never>,
) => SlimFiber;

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
  const made = succeed(1);
  if (!Exit.isSuccess(made) || made.value !== 1) missing.push("Exit.succeed");
  const slim = new SlimFiber(fiber.context);
  if (slim.cache !== fiber.cache) missing.push("the context's cache");
  for (const key of Object.keys(fiber)) {
    if (!(key in slim)) missing.push(`Fiber.${key}`);
  }
  if (missing.length > 0) {
    throw new Error(
      `tokio-style was written for effect 4.1.0 and cannot drive the installed effect (changed: ${missing.join(", ")}); install effect 4.1.0`,
    );
  }
}
selfCheck();
