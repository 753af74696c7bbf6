/**
 * Programs at random.
 *
 * A program starts some tasks, goes on with anything, and ends with waiting
 * for a while, so that what it started is seen to act. It works with one or
 * two families of operations, mostly on the first slots.
 */
import * as fc from "fast-check";
import { CORE, FAMILIES } from "./families.js";
import {
  type Body,
  type Branch,
  type Ending,
  type Future,
  FUTURES,
  type FutureName,
  MOST_BRANCHES,
  type NumberKind,
  type OperandKind,
  type Operation,
  type OperationName,
  OPERATIONS,
  type Program,
  RANGES,
} from "./grammar.js";

/** How deep bodies and futures stand in each other. */
const DEPTH = 3;

/** What a program ends with: waiting for what it started. */
const FINISH = ["sleep", "handle", "yield"] as const;

/** Operations of which one alone does little. */
const PHRASES: readonly (readonly OperationName[])[] = [
  ["spawn", "yield", "abort", "handle"],
  // Who is woken by what it has lost comes back early from a yield.
  ["select", "yield", "yield"],
  ["timeout", "yield", "yield"],
  ["spawn", "spawn", "yield", "notify_one", "abort", "yield"],
  ["crowd", "yield", "notify_waiters", "yield"],
  ["crowd", "yield", "add_permits", "yield"],
  ["lock", "yield", "release"],
  ["write", "sleep", "release"],
  ["write", "yield", "downgrade"],
  ["acquire", "yield", "release"],
  ["acquire", "forget"],
  ["reserve", "yield", "permit_send"],
  ["interval", "tick", "sleep", "tick", "tick"],
  ["interval", "tick", "interval_reset", "tick"],
  ["pin", "select", "pinned"],
  ["pin", "timeout", "select", "sleep", "pinned"],
  ["set_spawn", "set_spawn", "set_next", "set_next"],
  ["oneshot", "spawn", "oneshot_recv"],
  ["spawn_local_on", "spawn_local_on", "run_until", "local_set"],
  ["enter_local", "spawn_local", "spawn_local", "release", "local_set"],
  ["crowd", "spawn_local_on", "run_until"],
  ["broadcast_subscribe", "broadcast_send", "broadcast_recv"],
  ["watch_subscribe", "watch_send", "watch_changed"],
  ["child_token", "spawn", "cancel"],
];

type Weights = ReadonlyMap<OperationName, number>;

const between = ([least, most]: readonly [number, number]) =>
  fc.integer({ min: least, max: most });

/** Short times that often meet; now and then one of a higher wheel. */
const ms = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 6 }) },
  { weight: 3, arbitrary: fc.integer({ min: 7, max: 80 }) },
  { weight: 2, arbitrary: fc.constantFrom(63, 64, 65, 128, 130, 192) },
  { weight: 1, arbitrary: fc.constantFrom(200, 300, 4095, 4096, 4100, 5000) },
);

/** Mostly the first. */
const skewed = (kind: NumberKind, first: number) =>
  fc.oneof(
    { weight: first, arbitrary: fc.constant(RANGES[kind][0]) },
    { weight: 1, arbitrary: between(RANGES[kind]) },
  );

const NUMBERS: Readonly<Partial<Record<NumberKind, fc.Arbitrary<number>>>> = {
  ms,
  at: ms,
  // About the budget of 128, or far from it.
  count: fc.oneof(
    fc.integer({ min: 120, max: 135 }),
    fc.integer({ min: 1, max: 300 }),
  ),
  // A few, or more than are woken in one batch, or polled in one round.
  many: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
    { weight: 1, arbitrary: fc.integer({ min: 30, max: 80 }) },
  ),
  period: fc.integer({ min: 1, max: 12 }),
  times: between(RANGES.times),
  handle: skewed("handle", 2),
  pin: skewed("pin", 3),
  permits: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 2 }) },
    { weight: 1, arbitrary: between(RANGES.permits) },
  ),
  chan: skewed("chan", 2),
  end: skewed("end", 2),
  oneshot: skewed("oneshot", 2),
  notify: skewed("notify", 2),
  mutex: skewed("mutex", 2),
  interval: skewed("interval", 2),
  local_set: skewed("local_set", 3),
  receiver: skewed("receiver", 1),
  pattern: skewed("pattern", 4),
  handler: skewed("handler", 2),
};

const numberOf = (kind: NumberKind): fc.Arbitrary<number> =>
  NUMBERS[kind] ?? between(RANGES[kind]);

const mostly = (often: number) =>
  fc.oneof(
    { weight: often, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.constant(0) },
  );
const enabled = mostly(8);
const ending: fc.Arbitrary<Ending> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ ok: between(RANGES.value) }) },
  { weight: 1, arbitrary: fc.record({ err: between(RANGES.value) }) },
);

const NESTING: ReadonlySet<OperandKind> = new Set([
  "body",
  "future",
  "futures",
  "branches",
]);

/** Whether an operation has others inside. */
const nests = (name: OperationName): boolean =>
  (Object.values(OPERATIONS[name]) as OperandKind[]).some((kind) =>
    NESTING.has(kind),
  );

const isFutureName = (name: OperationName): name is FutureName =>
  Object.hasOwn(FUTURES, name);

/** The programs of some operations, each as often as it weighs. */
class Theme {
  private readonly bodies = new Map<number, fc.Arbitrary<Body>>();
  private readonly futures = new Map<number, fc.Arbitrary<Future>>();

  constructor(private readonly weights: Weights) {}

  program(): fc.Arbitrary<Program> {
    const start = fc.array(this.operation("spawn", DEPTH), {
      minLength: 1,
      maxLength: 3,
      size: "max",
    });
    const middle = this.steps(DEPTH, 6);
    const finish = fc.array(
      fc.oneof(...FINISH.map((name) => this.operation(name, 0))),
      { maxLength: 3, size: "max" },
    );
    return fc.tuple(start, middle, finish).map((parts) => parts.flat());
  }

  /** Operations, and now and then some that belong together. */
  private steps(depth: number, maxLength: number): fc.Arbitrary<Operation[]> {
    const phrases = PHRASES.filter((names) =>
      names.every((name) => this.weights.has(name)),
    );
    const one = this.any(depth).map((operation) => [operation]);
    const step = fc.oneof(
      { weight: 5, arbitrary: one },
      ...phrases.map((names) => ({
        weight: 1,
        arbitrary: this.phrase(names, depth),
      })),
    );
    return fc
      .array(step, { maxLength, size: "max" })
      .map((parts) => parts.flat());
  }

  private phrase(
    names: readonly OperationName[],
    depth: number,
  ): fc.Arbitrary<Operation[]> {
    const steps = names
      .filter((name) => depth > 0 || !nests(name))
      .map((name) => fc.option(this.operation(name, depth), { freq: 9 }));
    return fc.tuple(...steps).map((all) => all.filter((step) => step !== null));
  }

  private any(
    depth: number,
    among: (name: OperationName) => boolean = () => true,
  ): fc.Arbitrary<Operation> {
    return fc.oneof(
      ...[...this.weights]
        .filter(([name]) => among(name) && (depth > 0 || !nests(name)))
        .map(([name, weight]) => ({
          weight,
          arbitrary: this.operation(name, depth),
        })),
    );
  }

  private operation(
    name: OperationName,
    depth: number,
  ): fc.Arbitrary<Operation> {
    const operands = Object.entries<OperandKind>(OPERATIONS[name]).map(
      ([operand, kind]) => [operand, this.operand(kind, depth)],
    );
    return fc.record({
      op: fc.constant(name),
      ...(Object.fromEntries(operands) as object),
    }) as unknown as fc.Arbitrary<Operation>;
  }

  private operand(kind: OperandKind, depth: number): fc.Arbitrary<unknown> {
    switch (kind) {
      case "body":
        return this.body(depth - 1);
      case "future":
        return this.future(depth - 1);
      case "futures":
        return some(this.future(depth - 1));
      case "branches":
        return some(this.branch(depth - 1));
      default:
        return numberOf(kind);
    }
  }

  private future(depth: number): fc.Arbitrary<Future> {
    let future = this.futures.get(depth);
    if (future === undefined) {
      future = this.any(depth, isFutureName) as fc.Arbitrary<Future>;
      this.futures.set(depth, future);
    }
    return future;
  }

  private branch(depth: number): fc.Arbitrary<Branch> {
    return fc.record({
      enabled,
      pattern: numberOf("pattern"),
      handler: numberOf("handler"),
      of: this.future(depth),
    });
  }

  private body(depth: number): fc.Arbitrary<Body> {
    let body = this.bodies.get(depth);
    if (body === undefined) {
      body = fc.record({ do: this.steps(depth, depth + 3), end: ending });
      this.bodies.set(depth, body);
    }
    return body;
  }
}

const some = <A>(one: fc.Arbitrary<A>): fc.Arbitrary<readonly A[]> =>
  fc.array(one, { minLength: 1, maxLength: MOST_BRANCHES, size: "max" });

/** How much more often the operations stand that are asked for. */
const FAVOUR = 12;

function weightsOf(
  families: readonly string[],
  favoured: readonly string[],
): Weights {
  const weights = new Map(Object.entries(CORE)) as Map<OperationName, number>;
  for (const family of families) {
    const own = Object.entries(FAMILIES[family]!) as [OperationName, number][];
    for (const [name, weight] of own)
      weights.set(name, (weights.get(name) ?? 0) + weight);
  }
  for (const name of favoured as readonly OperationName[])
    weights.set(name, (weights.get(name) ?? 0) + FAVOUR);
  return weights;
}

const names = Object.keys(FAMILIES);

/** Any one family, any two, and all. */
const themes = (): readonly (readonly string[])[] => [
  ...names.map((one) => [one]),
  ...names.flatMap((one, i) => names.slice(i + 1).map((two) => [one, two])),
  names,
];

/** The families of some operations. */
const familiesOf = (operations: readonly string[]): readonly string[] =>
  names.filter((family) =>
    operations.some((name) => Object.hasOwn(FAMILIES[family]!, name)),
  );

let anyProgram: fc.Arbitrary<Program> | undefined;

/** Any program; those with these operations in them more often. */
export function programArbitrary(
  favoured: readonly string[] = [],
): fc.Arbitrary<Program> {
  if (favoured.length > 0)
    return new Theme(weightsOf(familiesOf(favoured), favoured)).program();
  anyProgram ??= fc.oneof(
    ...themes().map((families) => new Theme(weightsOf(families, [])).program()),
  );
  return anyProgram;
}
