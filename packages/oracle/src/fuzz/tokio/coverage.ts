/**
 * What programs cover: operations, and pairs of operations that meet.
 *
 * Two operations meet, `lock > abort`, where the second stands after the first
 * in a body, or inside of it: in its body, its branches, its future.
 */
import {
  type Body,
  type Branch,
  type Future,
  type Operation,
  type OperationName,
  operandsOf,
  operationNames,
  type Program,
} from "./grammar.js";

export type Pair = `${OperationName} > ${OperationName}`;

export interface Coverage {
  readonly operations: ReadonlySet<OperationName>;
  readonly pairs: ReadonlySet<Pair>;
}

/** What a program covers. */
export function coverageOf(program: Program): Coverage {
  const found = new Finder();
  found.steps(program, []);
  return found;
}

class Finder implements Coverage {
  readonly operations = new Set<OperationName>();
  readonly pairs = new Set<Pair>();

  /** Steps of a body, each of which follows those before it. */
  steps(steps: readonly Operation[], around: readonly OperationName[]): void {
    const before = [...around];
    for (const step of steps) {
      this.visit(step, before);
      before.push(step.op);
    }
  }

  private visit(operation: Operation, before: readonly OperationName[]): void {
    const { op } = operation;
    this.operations.add(op);
    for (const one of before)
      if (one !== LAST) this.pairs.add(`${one} > ${op}`);
    const around = [...before, op];
    for (const [, kind, operand] of operandsOf(operation)) {
      if (kind === "body") this.steps((operand as Body).do, around);
      else if (kind === "future") this.visit(operand as Future, around);
      else if (kind === "futures")
        for (const one of operand as readonly Future[]) this.visit(one, around);
      else if (kind === "branches")
        for (const { of } of operand as readonly Branch[])
          this.visit(of, around);
    }
  }
}

/** Nothing that stands after it is ever done. */
const LAST = "panic";

/** Every pair that some program has. */
export const reachablePairs = (): readonly Pair[] =>
  operationNames
    .filter((a) => a !== LAST)
    .flatMap((a) => operationNames.map((b): Pair => `${a} > ${b}`));
