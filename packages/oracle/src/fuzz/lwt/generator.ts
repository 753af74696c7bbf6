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

const hasBody = (name: OperationName): boolean =>
  (Object.values(OPERATIONS[name]) as OperandKind[]).includes("body");

const between = ([least, most]: readonly [number, number]) =>
  fc.integer({ min: least, max: most });

const low = fc.integer({ min: 0, max: 3 });
const high = fc.integer({ min: 4, max: RANGES.slot[1] });
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
  { weight: 5, arbitrary: fc.record({ give: slotToRead }) },
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

/**
 * Makes any program.
 *
 * @param favoured operations that are to stand in it more often.
 */
export function programArbitrary(
  favoured: readonly string[] = [],
): fc.Arbitrary<Program> {
  const make = new Generator(new Set(favoured));
  /** A promise in each of the first slots. */
  const start = fc
    .array(make.oneOf("task", "task", "wait", "task", "pause"), {
      maxLength: 5,
      size: "max",
    })
    .map((operations) => operations.map((one, to) => ({ ...one, to })));
  const middle = fc.array(make.any(DEPTH), {
    minLength: 1,
    maxLength: 14,
    size: "max",
  });
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
  return fc
    .tuple(start, middle, finish)
    .map((parts) => parts.flat() as Operation[]);
}
