/**
 * What programs cover: operations, and pairs of operations that meet.
 *
 * Two operations meet, `bind > cancel`, where the second is given the promise
 * (or the resolver) that the first has made, or stands in a callback of the
 * first. It is told from the text: the promise in a slot is that of the last
 * operation above that names the slot as its `to`.
 */
import {
  bodiesOf,
  type Operation,
  type OperationName,
  operandsOf,
  operationNames,
  OPERATIONS,
  type Program,
} from "./grammar.js";

export type Pair = `${OperationName} > ${OperationName}`;

export interface Coverage {
  readonly operations: ReadonlySet<OperationName>;
  readonly pairs: ReadonlySet<Pair>;
}

const RESOLVERS: ReadonlySet<OperationName> = new Set(["wait", "task"]);
const WAKES: ReadonlySet<OperationName> = new Set([
  "wakeup",
  "wakeup_exn",
  "wakeup_later",
  "wakeup_later_exn",
]);

/** What a program covers. */
export function coverageOf(program: Program): Coverage {
  const found = new Finder();
  found.visit(program, []);
  return found;
}

class Finder implements Coverage {
  readonly operations = new Set<OperationName>();
  readonly pairs = new Set<Pair>();
  private readonly makers = new Map<number, OperationName>();
  private readonly resolvers = new Map<number, OperationName>();

  visit(program: Program, around: readonly OperationName[]): void {
    for (const operation of program) this.visitOne(operation, around);
  }

  private visitOne(
    operation: Operation,
    around: readonly OperationName[],
  ): void {
    const { op } = operation;
    this.operations.add(op);
    for (const outer of around) this.pairs.add(`${outer} > ${op}`);
    const makers = WAKES.has(op) ? this.resolvers : this.makers;
    for (const slot of slotsRead(operation)) {
      const maker = makers.get(slot);
      if (maker !== undefined) this.pairs.add(`${maker} > ${op}`);
    }
    for (const body of bodiesOf(operation)) {
      this.visit(body.do, [...around, op]);
      const maker = "give" in body.end && this.makers.get(body.end.give);
      if (maker) this.pairs.add(`${maker} > ${op}`);
    }
    if (!("to" in operation)) return;
    this.makers.set(operation.to, op);
    if (RESOLVERS.has(op)) this.resolvers.set(operation.to, op);
  }
}

/** The slots whose promise or resolver an operation is given. */
const slotsRead = (operation: Operation): readonly number[] =>
  operandsOf(operation).flatMap(([name, kind, operand]) => {
    if (kind === "slots") return operand as readonly number[];
    return kind === "slot" && name !== "to" ? [operand as number] : [];
  });

/** Every pair that some program has. */
export function reachablePairs(): readonly Pair[] {
  return operationNames.flatMap((a) =>
    operationNames.filter((b) => canMeet(a, b)).map((b): Pair => `${a} > ${b}`),
  );
}

function canMeet(a: OperationName, b: OperationName): boolean {
  // It stands outside of callbacks, and is given nothing.
  if (b === "abandon_wakeups") return false;
  if (hasOperand(a, "body")) return true;
  if (!("to" in OPERATIONS[a])) return false;
  if (WAKES.has(b)) return RESOLVERS.has(a);
  // What a callback gives is also given to the operation that it is of.
  return (
    hasOperand(b, "slots") ||
    hasOperand(b, "body") ||
    Object.entries(OPERATIONS[b]).some(
      ([name, kind]) => kind === "slot" && name !== "to",
    )
  );
}

const hasOperand = (name: OperationName, kind: "body" | "slots"): boolean =>
  (Object.values(OPERATIONS[name]) as string[]).includes(kind);
