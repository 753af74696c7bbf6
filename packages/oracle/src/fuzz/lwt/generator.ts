/**
 * Programs at random.
 *
 * A program starts with promises to work on, goes on with anything, and ends
 * with a few wakes and cancels, so that what it built is seen to act. Waiting
 * promises stand in the low slots and results mostly in the high ones.
 */
import * as fc from "fast-check";
import {
  type Body,
  type Ending,
  type OperandKind,
  type Operation,
  type OperationName,
  OPERATIONS,
  operationNames,
  type Program,
  RANGES,
} from "./grammar.js";

/** How often an operation stands in a program; 3 where nothing is said. */
const WEIGHTS: Readonly<Partial<Record<OperationName, number>>> = {
  bind: 14,
  map: 6,
  catch: 6,
  try_bind: 6,
  finalize: 5,
  gen: 6,
  join: 5,
  both: 5,
  choose: 5,
  pick: 6,
  npick: 4,
  cancel: 9,
  on_cancel: 8,
  protected: 6,
  no_cancel: 5,
  wakeup: 10,
  wakeup_later: 9,
  wakeup_exn: 5,
  on_any: 5,
  pause: 5,
  with_value: 6,
  task: 6,
  wait: 2,
  // These end much of what there is to see, or only look at it.
  return: 2,
  fail: 2,
  abandon_wakeups: 1,
  abandon_paused: 1,
  hook: 1,
  state: 2,
  is_sleeping: 1,
  poll: 2,
  get: 1,
  paused_count: 1,
  mutex_look: 1,
  mvar_is_empty: 1,
  mvar_take_available: 2,
  // One of these puts the whole program under main.
  sleep: 1,
  with_timeout: 1,
  yield: 1,
};

/** Operations that stand outside of callbacks only. */
const OUTSIDE: ReadonlySet<OperationName> = new Set(["abandon_wakeups"]);

/** Operations on a slot's resolver; the low slots have the resolvers. */
const WAKES: ReadonlySet<OperationName> = new Set([
  "wakeup",
  "wakeup_exn",
  "wakeup_later",
  "wakeup_later_exn",
]);

/** How deep callbacks stand in each other. */
const DEPTH = 3;
/** The weight of an operation that is asked for. */
const FAVOURED = 60;

/**
 * Operations that act on each other: most programs keep to one theme, so that
 * they are seen together more often than chance would have it.
 */
const THEMES: readonly (readonly OperationName[])[] = [
  ["bind", "map", "on_success", "on_any", "wakeup", "wakeup_later"],
  ["bind", "join", "both", "cancel", "on_cancel", "protected", "task"],
  ["pick", "choose", "npick", "nchoose", "on_cancel", "cancel", "protected"],
  ["with_value", "bind", "catch", "gen", "on_any", "on_cancel", "wakeup"],
  ["catch", "try_bind", "finalize", "wakeup_exn", "on_failure", "dont_wait"],
  ["gen", "protected", "choose", "no_cancel", "bind", "cancel"],
  ["wakeup_later", "wakeup_later_exn", "on_termination", "bind", "wakeup"],
  ["mutex_lock", "mutex_unlock", "mutex_with_lock", "condition_wait_mutex"],
  ["condition_wait", "condition_signal", "condition_broadcast", "cancel"],
  ["mvar_put", "mvar_take", "mvar_take_available", "bind", "cancel"],
  ["pause", "wakeup_paused", "paused_count", "loop", "bind", "cancel"],
  ["sleep", "with_timeout", "yield", "pause", "bind", "pick", "cancel"],
];

const hasBody = (name: OperationName): boolean =>
  (Object.values(OPERATIONS[name]) as OperandKind[]).includes("body");

const between = ([least, most]: readonly [number, number]) =>
  fc.integer({ min: least, max: most });

/** Some slots stand in programs more often than others, so that these meet. */
const oftenFirst = (least: number, most: number): fc.Arbitrary<number> =>
  fc.oneof(
    ...Array.from({ length: most - least + 1 }, (_, n) => ({
      weight: most - least + 1 - n,
      arbitrary: fc.constant(least + n),
    })),
  );
const low = oftenFirst(0, 3);
const high = oftenFirst(4, RANGES.slot[1]);
const lowOrHigh = (lows: number, highs: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: lows, arbitrary: low },
    { weight: highs, arbitrary: high },
  );
const slotToRead = lowOrHigh(3, 2);
const slotToFill = lowOrHigh(1, 4);
const slotToWake = lowOrHigh(8, 1);
const slots = fc.array(slotToRead, { maxLength: 4 });

/** Mostly one of the two, so that waiting and waking meet. */
const oneOfTwo = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constant(1) },
);
const exn = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: RANGES.exn[1] }) },
  { weight: 1, arbitrary: fc.constant(0) },
);
const ending: fc.Arbitrary<Ending> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ value: between(RANGES.value) }) },
  { weight: 6, arbitrary: fc.record({ give: slotToRead }) },
  { weight: 1, arbitrary: fc.record({ raise: exn }) },
);

/** Makes operations; those that are favoured more often. */
class Generator {
  private readonly bodies = new Map<number, fc.Arbitrary<Body>>();

  constructor(private readonly favoured: ReadonlySet<string>) {}

  any(depth: number): fc.Arbitrary<Operation> {
    return fc.oneof(
      ...operationNames
        .filter((name) => depth > 0 || !hasBody(name))
        .filter((name) => depth === DEPTH || !OUTSIDE.has(name))
        .map((name) => ({
          weight: this.favoured.has(name) ? FAVOURED : (WEIGHTS[name] ?? 3),
          arbitrary: this.operation(name, depth),
        })),
    );
  }

  oneOf(...names: readonly OperationName[]): fc.Arbitrary<Operation> {
    return fc.oneof(...names.map((name) => this.operation(name, 0)));
  }

  private operation(
    name: OperationName,
    depth: number,
  ): fc.Arbitrary<Operation> {
    const operands = Object.entries<OperandKind>(OPERATIONS[name]).map(
      ([operand, kind]) => [operand, this.operand(name, operand, kind, depth)],
    );
    return fc.record({
      op: fc.constant(name),
      ...(Object.fromEntries(operands) as object),
    }) as unknown as fc.Arbitrary<Operation>;
  }

  private operand(
    operation: OperationName,
    name: string,
    kind: OperandKind,
    depth: number,
  ): fc.Arbitrary<unknown> {
    switch (kind) {
      case "body":
        return this.body(depth - 1);
      case "slots":
        return slots;
      case "slot":
        if (name === "to") return slotToFill;
        return WAKES.has(operation) ? slotToWake : slotToRead;
      case "exn":
        return exn;
      case "mutex":
      case "condition":
      case "mvar":
        return oneOfTwo;
      default:
        return between(RANGES[kind]);
    }
  }

  private body(depth: number): fc.Arbitrary<Body> {
    let body = this.bodies.get(depth);
    if (body === undefined) {
      const maxLength = depth + 1;
      const steps = fc.array(this.any(depth), { maxLength, size: "max" });
      body = fc.record({ do: steps, end: ending });
      this.bodies.set(depth, body);
    }
    return body;
  }
}

/** Who tells what becomes of the promise that an operation makes. */
type Observers = "nobody" | "any" | "cancel" | "both";

/** An operation with its observers, and a slot whose state they tell too. */
type Observed = readonly [Operation, Observers, slot: number | null];

const observed = (operation: fc.Arbitrary<Operation>): fc.Arbitrary<Observed> =>
  fc.tuple(
    operation,
    fc.oneof(
      { weight: 3, arbitrary: fc.constant("nobody" as const) },
      {
        weight: 3,
        arbitrary: fc.constantFrom("any" as const, "cancel", "both"),
      },
    ),
    fc.option(slotToRead, { freq: 1, nil: null }),
  );

function observe([made, observers, slot]: Observed): readonly Operation[] {
  if (!("to" in made) || observers === "nobody") return [made];
  const of = made.to;
  const looks: Body["do"] = slot === null ? [] : [{ op: "state", of: slot }];
  const body: Body = { do: looks, end: { value: 1 } };
  const any: Operation = { op: "on_any", of, f: body, h: body };
  const cancel: Operation = { op: "on_cancel", of, f: body };
  if (observers === "both") return [made, any, cancel];
  return [made, observers === "any" ? any : cancel];
}

/** Programs with some operations in them more often than others. */
function programsOf(favoured: readonly string[]): fc.Arbitrary<Program> {
  const make = new Generator(new Set(favoured));
  /** A promise in each of the first slots. */
  const start = fc
    .array(observed(make.oneOf("task", "task", "wait", "task", "pause")), {
      maxLength: 5,
      size: "max",
    })
    .map((made) =>
      made.flatMap(([one, ...others], to) =>
        observe([{ ...one, to } as Operation, ...others]),
      ),
    );
  const middle = fc
    .array(observed(make.any(DEPTH)), {
      minLength: 1,
      maxLength: 12,
      size: "max",
    })
    .map((made) => made.flatMap(observe));
  const finish = fc.array(
    make.oneOf(
      "wakeup",
      "wakeup",
      "wakeup",
      "wakeup_exn",
      "wakeup_later",
      "cancel",
      "cancel",
      "wakeup_paused",
      "mutex_unlock",
      "condition_signal",
      "mvar_put",
    ),
    { maxLength: 7, size: "max" },
  );
  return fc.tuple(start, middle, finish).map((parts) => parts.flat());
}

/**
 * Makes any program.
 *
 * @param favoured operations that are to stand in it more often.
 */
export const programArbitrary = (
  favoured: readonly string[] = [],
): fc.Arbitrary<Program> =>
  favoured.length > 0
    ? programsOf(favoured)
    : fc.oneof(
        { weight: THEMES.length / 2, arbitrary: programsOf([]) },
        ...THEMES.map((theme) => ({
          weight: 1,
          arbitrary: programsOf(theme),
        })),
      );
