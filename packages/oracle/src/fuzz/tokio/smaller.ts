/**
 * Programs that are a little smaller than another: without one operation, with
 * an inner one in place of the one around it, with a lower number.
 */
import {
  type Body,
  type Branch,
  type Future,
  isFuture,
  type NumberKind,
  type Operand,
  type OperandKind,
  type Operation,
  operandsOf,
  type Program,
  RANGES,
} from "./grammar.js";

/** All programs that are one step smaller, the boldest steps first. */
export function* smallerPrograms(program: Program): Generator<Program> {
  for (const steps of smallerSteps(program)) if (steps.length > 0) yield steps;
}

/** Lists with one item changed, by what that item may be changed to. */
function* withOne<A>(
  items: readonly A[],
  changed: (item: A) => Iterable<readonly A[]>,
): Generator<readonly A[]> {
  for (const [i, item] of items.entries())
    for (const instead of changed(item))
      yield [...items.slice(0, i), ...instead, ...items.slice(i + 1)];
}

function* smallerSteps(
  steps: readonly Operation[],
): Generator<readonly Operation[]> {
  yield* withOne(steps, () => [[]]);
  yield* withOne(steps, (step) => [
    ...bodiesIn(step).map((body) => body.do),
    ...futuresIn(step).map((future) => [future]),
  ]);
  yield* withOne(steps, function* (step) {
    for (const smaller of smallerOperations(step)) yield [smaller];
  });
}

const operandsOfKind = (
  operation: Operation,
  wanted: OperandKind,
): readonly Operand[] =>
  operandsOf(operation)
    .filter(([, kind]) => kind === wanted)
    .map(([, , operand]) => operand);

const bodiesIn = (operation: Operation): readonly Body[] =>
  operandsOfKind(operation, "body") as readonly Body[];

const futuresIn = (operation: Operation): readonly Future[] => [
  ...(operandsOfKind(operation, "future") as readonly Future[]),
  ...(operandsOfKind(operation, "futures") as readonly Future[][]).flat(),
  ...(operandsOfKind(operation, "branches") as readonly Branch[][])
    .flat()
    .map(({ of }) => of),
];

/** The same operation with one operand that is smaller. */
function* smallerOperations(operation: Operation): Generator<Operation> {
  for (const [name, kind, operand] of operandsOf(operation))
    for (const smaller of smallerOperands(kind, operand))
      yield { ...operation, [name]: smaller };
}

function* smallerOperands(
  kind: OperandKind,
  operand: Operand,
): Generator<Operand> {
  switch (kind) {
    case "body": {
      const body = operand as Body;
      for (const steps of smallerSteps(body.do)) yield { ...body, do: steps };
      if (!("ok" in body.end && body.end.ok === 0))
        yield { ...body, end: { ok: 0 } };
      break;
    }
    case "future":
      yield* smallerFutures(operand as Future);
      break;
    case "futures": {
      const futures = operand as readonly Future[];
      yield* without(futures);
      yield* withOne(futures, function* (future) {
        for (const smaller of smallerFutures(future)) yield [smaller];
      });
      break;
    }
    case "branches": {
      const branches = operand as readonly Branch[];
      yield* without(branches);
      yield* withOne(branches, function* (branch) {
        for (const smaller of smallerBranches(branch)) yield [smaller];
      });
      break;
    }
    default:
      yield* lower(kind, operand as number);
  }
}

/** Lists without one item; there must be one. */
const without = <A>(items: readonly A[]): Iterable<readonly A[]> =>
  items.length > 1 ? withOne(items, () => [[]]) : [];

function* smallerFutures(future: Future): Generator<Future> {
  yield* futuresIn(future);
  for (const smaller of smallerOperations(future))
    if (isFuture(smaller)) yield smaller;
}

function* smallerBranches(branch: Branch): Generator<Branch> {
  if (branch.enabled === 0) yield { ...branch, enabled: 1 };
  if (branch.pattern > 0) yield { ...branch, pattern: 0 };
  if (branch.handler > 0) yield { ...branch, handler: 0 };
  for (const of of smallerFutures(branch.of)) yield { ...branch, of };
}

/** The least number, half way to it, and the next lower one. */
function lower(kind: NumberKind, number: number): ReadonlySet<number> {
  const [least] = RANGES[kind];
  const half = least + Math.floor((number - least) / 2);
  return new Set(
    [least, half, number - 1].filter((one) => one >= least && one < number),
  );
}
