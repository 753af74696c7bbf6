/** Several futures at once. */
import { Effect } from "effect";
import type { Branch } from "oracle/fuzz/tokio";
import { branch, gen, join, select, task, tryJoin } from "../../src/index.js";
import type { Frame } from "./bodies.js";
import { awaitOne, holding, leaf, type Made } from "./made.js";
import { Failed, ok, type Out } from "./world.js";

const textsOf = (outs: ReadonlyArray<Out>): Out =>
  ok(outs.map((out) => out.text).join(","));

/** A branch of a join: its guard is dropped at its end, its error is one. */
const alone = (made: Made): Effect.Effect<Out, Failed> =>
  gen(function* () {
    const out = yield* awaitOne(made);
    out.guard?.drop();
    if (!out.ok) yield* Effect.fail(new Failed(out.text));
    return out;
  });

/** A join of either kind, of branches that are as bare as they can be. */
const joining =
  (macro: typeof join | typeof tryJoin) =>
  (branches: ReadonlyArray<Made>): Made =>
    leaf(
      macro(branches.map((made) => (made.bare ? made.effect : alone(made)))),
      (values: ReadonlyArray<any>) =>
        textsOf(
          values.map((value, i) =>
            branches[i]!.bare ? branches[i]!.out(value) : value,
          ),
        ),
      true,
    );

export const joined = joining(join);
export const tryJoined = joining(tryJoin);

interface MadeBranch extends Branch {
  readonly made: Made;
}

export function selected(
  frame: Frame,
  branches: ReadonlyArray<MadeBranch>,
  biased: boolean,
  hasElse: boolean,
): Made {
  const named = branches.map((one, index) => [
    `b${index}`,
    selectBranch(frame, one, index),
  ]);
  const effect: Effect.Effect<any, any> = select(
    Object.fromEntries(named) as Record<string, Effect.Effect<any, any>>,
    { biased, ...(hasElse ? { else: () => ok("else") } : {}) },
  );
  return holding(
    effect,
    (value: Out | { readonly _tag: string; readonly value: unknown }) => {
      if (!("_tag" in value)) return value;
      const index = Number(value._tag.slice(1));
      return won(index, branches[index]!.made.out(value.value));
    },
    true,
  );
}

/** An error has no pattern and no handler. */
const won = (index: number, out: Out): Out =>
  out.ok ? { ...out, text: `${index}~${out.text}` } : out;

/** A branch as a reader would write it: what it does not need it has not. */
function selectBranch(
  frame: Frame,
  { made, enabled, pattern, handler }: MadeBranch,
  index: number,
): unknown {
  if (enabled === 1 && pattern === 0 && handler === 0) return made.effect;
  let matched: Out | undefined;
  const outOf = (value: unknown): Out => (matched ??= made.out(value));
  const match = (value: unknown): boolean => {
    const out = outOf(value);
    if (!out.ok || (pattern === 1 && out.text !== "none")) return true;
    out.guard?.drop();
    return false;
  };
  const handle = (value: unknown): unknown => {
    const out = outOf(value);
    if (!out.ok) return out;
    if (handler !== 0) frame.log(`h${index}=${out.text}`);
    return handler === 2 ? handled(frame, index, out) : won(index, out);
  };
  return branch(made.effect, {
    ...(enabled === 0 ? { if: false } : {}),
    ...(pattern > 0 ? { match } : {}),
    handler: handle,
  });
}

function handled(frame: Frame, index: number, out: Out): Effect.Effect<Out> {
  return gen(function* () {
    let isDone = false;
    try {
      yield* task.yieldNow();
      frame.log(`H${index}`);
      isDone = true;
      return won(index, out);
    } finally {
      if (!isDone) out.guard?.drop();
    }
  });
}
