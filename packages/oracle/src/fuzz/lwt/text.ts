/**
 * Programs as text: words with single spaces between them, one program a line.
 *
 *     task 0 bind 1 0 { state 0 give 0 } pick 2 [ 0 1 ] wakeup 0 5
 *
 * An operation is its name and its operands in order; a callback stands in
 * braces, its ending last.
 */
import {
  type Body,
  type Ending,
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
  if (kind === "body") return bodyWords(operand as Body);
  if (kind !== "slots") return [(operand as number).toString()];
  return ["[", ...(operand as readonly number[]).map(String), "]"];
}

function bodyWords({ do: steps, end }: Body): readonly string[] {
  const [kind, number] = Object.entries(end)[0] as [string, number];
  return ["{", ...steps.flatMap(operationWords), kind, String(number), "}"];
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

const ENDINGS = { give: "slot", value: "value", raise: "exn" } as const;

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
    if (kind === "body") return this.body();
    if (kind === "slots") return this.slots();
    return this.wholeNumber(kind, RANGES[kind]);
  }

  private slots(): readonly number[] {
    this.expect("[");
    const slots: number[] = [];
    while (this.peek() !== "]") slots.push(this.operand("slot") as number);
    this.expect("]");
    return slots;
  }

  private body(): Body {
    this.expect("{");
    const steps: Operation[] = [];
    while (!Object.hasOwn(ENDINGS, this.peek())) steps.push(this.operation());
    const kind = this.word() as keyof typeof ENDINGS;
    const end = { [kind]: this.operand(ENDINGS[kind]) } as unknown as Ending;
    this.expect("}");
    return { do: steps, end };
  }
}
