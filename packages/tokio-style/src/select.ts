/** The first of several futures. Original: `tokio::select!`. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { succeed } from "./internal/fiber.js";
import { NodeEffect, PollAll } from "./internal/branches.js";
import { dropGuards } from "./internal/guards.js";
import { Leaf } from "./internal/leaf.js";
import { currentScheduler } from "./internal/scheduler.js";
import type { Node, Strand } from "./internal/strand.js";

type AnyEffect = Effect.Effect<any, any, any>;

/**
 * A branch with a precondition, a pattern or a handler: what
 * `pattern = future, if condition => handler` says in Rust.
 */
export interface SelectBranch<F extends AnyEffect, H = unknown> {
  /** The future that is polled. */
  readonly future: F;
  /** The precondition; a branch whose condition is false is never polled. */
  readonly if?: boolean;
  /** The pattern; a value that it refuses disables the branch. */
  readonly match?: (value: Effect.Success<F>) => boolean;
  /** The handler: runs after the losers were dropped; a value or a future. */
  readonly handler?: (value: Effect.Success<F>) => H;
}

/**
 * Makes a branch with a precondition, a pattern or a handler.
 *
 * ```ts
 * branch(rx.recv(), { match: (msg) => msg !== undefined, handler: (msg) => handle(msg) })
 * ```
 */
export function branch<
  F extends Effect.Effect<any, any, any>,
  const O extends BranchOptions<F>,
>(future: F, options: O): { readonly future: F } & O {
  return { future, ...options };
}

/** What a branch has beside its future. */
export type BranchOptions<F extends Effect.Effect<any, any, any>> = Omit<
  SelectBranch<F>,
  "future"
>;

/** Settings of a select. */
export interface SelectOptions<Else = never> {
  /** Polls the branches in order of declaration. */
  readonly biased?: boolean;
  /** What happens when every branch is disabled; else that is a panic. */
  readonly else?: () => Else;
}

/** Any branch: the parameters of its functions are its own business. */
interface LooseBranch {
  readonly future: AnyEffect;
  readonly if?: boolean;
  readonly match?: (value: never) => boolean;
  readonly handler?: (value: never) => unknown;
}
type BranchLike = AnyEffect | LooseBranch;
type FutureOf<B> = B extends AnyEffect
  ? B
  : B extends { readonly future: infer F extends AnyEffect }
    ? F
    : never;
type Unwrapped<H> = [H] extends [never]
  ? never
  : H extends Effect.Effect<infer A, any, any>
    ? A
    : H;

type Outcome<Tag, B> = B extends AnyEffect
  ? { readonly _tag: Tag; readonly value: Effect.Success<B> }
  : B extends { readonly handler: (value: any) => infer H }
    ? Unwrapped<H>
    : { readonly _tag: Tag; readonly value: Effect.Success<FutureOf<B>> };

type HandlerOf<B> = B extends { readonly handler: (value: any) => infer H }
  ? Extract<H, AnyEffect>
  : never;

/** What a select gives: the tagged value of a branch, or its handler's. */
export type Selected<B extends Record<string, BranchLike>> = {
  [K in keyof B]: Outcome<K, B[K]>;
}[keyof B];

/** What a branch has beside its future, if anything. */
interface Extras {
  readonly if?: boolean;
  readonly match?: (value: any) => boolean;
  readonly handler?: (value: any) => unknown;
}

function isEffect(value: unknown): value is AnyEffect {
  return (
    value instanceof Leaf ||
    (typeof value === "object" && value !== null && "~effect/Effect" in value)
  );
}

const defaults: SelectOptions = {};

class SelectNode extends PollAll {
  readonly label = "select";
  private disabled = 0;
  constructor(
    owner: Strand,
    readonly declared: Select,
  ) {
    super(owner, declared.futures);
    const { extras } = declared;
    if (extras === undefined) return;
    for (const extra of extras) if (extra?.if === false) this.disabled++;
  }

  // A disabled branch's future was made all the same; it is never polled.
  protected override isEnabled(index: number): boolean {
    return this.declared.extras?.[index]?.if !== false;
  }

  protected begin(): number {
    if (this.declared.options.biased === true) return 0;
    const scheduler = this.owner.task.runtime ?? currentScheduler();
    return scheduler?.random.below(this.futures.length) ?? 0;
  }

  protected ready(index: number, exit: Exit.Exit<any, any>): boolean {
    if (exit._tag === "Failure") return this.finish(exit);
    const { value } = exit;
    const extras = this.declared.extras?.[index];
    if (extras?.match !== undefined) {
      const verdict = matches(extras.match, value);
      if (verdict !== true) dropGuards(value);
      if (typeof verdict !== "boolean") return this.finish(verdict);
      if (!verdict) {
        this.disabled++;
        return false;
      }
    }
    const handler = extras?.handler;
    if (handler === undefined) {
      const _tag = this.declared.tags[index]!;
      return this.finish(succeed({ _tag, value }));
    }
    this.finish(E.void);
    this.outcome = call(() => handler(value));
    return true;
  }

  protected passed(): void {
    if (this.disabled < this.futures.length) return;
    const other = this.declared.options.else;
    this.outcome =
      other === undefined
        ? E.die(
            new Error(
              "all branches are disabled and there is no else branch: give select an else",
            ),
          )
        : call(other);
  }
}

/** Whether a pattern takes a value; one that throws is a panic of the task. */
function matches(
  match: (value: any) => boolean,
  value: unknown,
): boolean | Exit.Exit<never> {
  try {
    return match(value);
  } catch (defect) {
    return E.die(defect);
  }
}

function call(handler: () => unknown): Effect.Effect<any, any> {
  try {
    const result = handler();
    return isEffect(result)
      ? (result as Effect.Effect<any, any>)
      : succeed(result);
  } catch (defect) {
    return E.die(defect);
  }
}

class Select extends NodeEffect<any, any, any> {
  constructor(
    readonly tags: ReadonlyArray<string>,
    readonly futures: ReadonlyArray<AnyEffect>,
    readonly extras: ReadonlyArray<Extras | undefined> | undefined,
    readonly options: SelectOptions<unknown>,
  ) {
    super();
  }
  open(owner: Strand): Node {
    return new SelectNode(owner, this);
  }
}

/**
 * Awaits several futures in this task, and goes on with the first that is
 * ready; the others are dropped.
 *
 * ```ts
 * const first = yield* select({ msg: rx.recv(), timeout: time.sleep(5) });
 * if (first._tag === "msg") use(first.value);
 * ```
 *
 * Behaviour:
 * - each poll looks at the branches in turn, from a random one on (seeded by
 *   `Builder.rngSeed`), or with `biased` from the first one;
 * - when a branch is ready all others are dropped, in order of declaration,
 *   before its handler runs and before select returns;
 * - a branch whose `if` is false is not polled; one whose `match` refuses the
 *   value is disabled, its future is gone, and a lock or permit that it gave is
 *   given back; when all are disabled `else` runs, and without one it is a
 *   panic; a `match` that throws is a panic too, and drops all others;
 * - a branch that fails is the result: select fails with its error.
 *
 * Cancellation: dropping it drops the branches. A loser is dropped where it
 * waits: use futures that are cancel safe when you select in a loop.
 *
 * Original: `tokio::select!`.
 */
export function select<
  const B extends Record<string, BranchLike>,
  Else = never,
>(
  branches: B,
  options: SelectOptions<Else> = defaults,
): Effect.Effect<
  Selected<B> | Unwrapped<Else>,
  | Effect.Error<FutureOf<B[keyof B]>>
  | Effect.Error<HandlerOf<B[keyof B]>>
  | Effect.Error<Extract<Else, AnyEffect>>,
  | Effect.Services<FutureOf<B[keyof B]>>
  | Effect.Services<HandlerOf<B[keyof B]>>
  | Effect.Services<Extract<Else, AnyEffect>>
> {
  const tags = Object.keys(branches);
  const futures: Array<BranchLike> = Object.values(branches);
  if (tags.length === 0) throw new TypeError("select needs a branch");
  let extras: Array<Extras | undefined> | undefined;
  for (let i = 0; i < futures.length; i++) {
    const like = futures[i]!;
    if (isEffect(like)) continue;
    if (isEffect(like?.future)) {
      futures[i] = like.future;
      (extras ??= [])[i] = like as unknown as Extras;
    } else {
      throw new TypeError(
        `select: branch "${tags[i]}" is neither a future nor an object with one in "future"`,
      );
    }
  }
  return new Select(
    tags,
    futures as Array<AnyEffect>,
    extras,
    options,
  ) as never;
}
