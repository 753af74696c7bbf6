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
import { FAVOURED, THEMES, weightOf } from "./weights.js";

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
          weight: this.favoured.has(name) ? FAVOURED : weightOf(name),
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
      case "pool":
      case "push":
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
