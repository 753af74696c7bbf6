/**
 * Programs as text: words with single spaces between them, one program a line.
 *
 *     spawn 0 { yield recv 0 ok 3 } select 1 0 [ branch 1 0 0 [ sleep 5 ] ]
 *
 * An operation is its name and its operands in order: numbers, bodies in
 * braces with their ending last, futures in brackets.
 */
import {
  type Body,
  type Branch,
  type Ending,
  type Future,
  FUTURES,
  MOST_BRANCHES,
  type Operand,
  type OperandKind,
  type Operation,
  type OperationName,
  OPERATIONS,
  operandsOf,
  type Program,
  RANGES,
} from "./grammar.js";
import { Words } from "../words.js";

/** Writes a program as a line of text. */
export const formatProgram = (program: Program): string =>
  program.flatMap(operationWords).join(" ");

function operationWords(operation: Operation): readonly string[] {
  const operands = operandsOf(operation).flatMap(([, kind, operand]) =>
    operandWords(kind, operand),
  );
  return [operation.op, ...operands];
}

function operandWords(kind: OperandKind, operand: Operand): readonly string[] {
  switch (kind) {
    case "body":
      return bodyWords(operand as Body);
    case "future":
      return ["[", ...operationWords(operand as Future), "]"];
    case "futures":
      return [
        "[",
        ...(operand as readonly Future[]).flatMap(operationWords),
        "]",
      ];
    case "branches":
      return ["[", ...(operand as readonly Branch[]).flatMap(branchWords), "]"];
    default:
      return [(operand as number).toString()];
  }
}

function bodyWords({ do: steps, end }: Body): readonly string[] {
  const [kind, number] = Object.entries(end)[0] as [string, number];
  return ["{", ...steps.flatMap(operationWords), kind, String(number), "}"];
}

function branchWords({ enabled, pattern, handler, of }: Branch): string[] {
  const numbers = [enabled, pattern, handler].map(String);
  return ["branch", ...numbers, "[", ...operationWords(of), "]"];
}

/**
 * Reads a program from a line of text.
 *
 * Errors: a `SyntaxError` that names the word which is wrong.
 */
export function parseProgram(line: string): Program {
  const reader = new Reader(line);
  const program: Operation[] = [];
  while (!reader.isAtEnd()) program.push(reader.operation());
  return program;
}

class Reader extends Words {
  operation(): Operation {
    const op = this.word();
    if (!Object.hasOwn(OPERATIONS, op)) throw this.wrong("an operation");
    const operands = Object.entries<OperandKind>(
      OPERATIONS[op as OperationName],
    ).map(([name, kind]) => [name, this.operand(kind)]);
    return { op, ...Object.fromEntries(operands) } as Operation;
  }

  private operand(kind: OperandKind): Operand {
    switch (kind) {
      case "body":
        return this.body();
      case "future":
        return this.bracketed(() => this.future());
      case "futures":
        return this.bracketed(() => this.several(() => this.future()));
      case "branches":
        return this.bracketed(() => this.several(() => this.branch()));
      default:
        return this.number(kind);
    }
  }

  private number(kind: keyof typeof RANGES): number {
    return this.wholeNumber(kind, RANGES[kind]);
  }

  private future(): Future {
    const operation = this.operation();
    if (!Object.hasOwn(FUTURES, operation.op)) throw this.wrong("a future");
    return operation as Future;
  }

  private branch(): Branch {
    this.expect("branch");
    return {
      enabled: this.number("flag"),
      pattern: this.number("pattern"),
      handler: this.number("handler"),
      of: this.bracketed(() => this.future()),
    };
  }

  private bracketed<A>(read: () => A): A {
    this.expect("[");
    const result = read();
    this.expect("]");
    return result;
  }

  private several<A>(read: () => A): readonly A[] {
    const all = [read()];
    while (this.peek() !== "]" && all.length < MOST_BRANCHES) all.push(read());
    return all;
  }

  private body(): Body {
    this.expect("{");
    const steps: Operation[] = [];
    while (!["ok", "err"].includes(this.peek())) steps.push(this.operation());
    const kind = this.word();
    const end = { [kind]: this.number("value") } as unknown as Ending;
    this.expect("}");
    return { do: steps, end };
  }
}
