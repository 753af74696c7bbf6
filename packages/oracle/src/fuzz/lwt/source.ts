/**
 * Writes a program as source that a reader can run.
 *
 * A language gives one template for each operation. In it `{of}` stands for the
 * operand of that name, `{u:of}` for a slot's resolver, `{text:of}` for the
 * number itself, and `{f:value}` for a callback: of a value, of an exception,
 * of nothing (`thunk`), to a value (`map`), or to nothing (`unit`).
 */
import {
  type Body,
  type Ending,
  type NumberKind,
  type Operand,
  type OperandKind,
  type Operation,
  type OperationName,
  operandsOf,
  type Program,
} from "./grammar.js";

export type BodyType =
  | "thunk"
  | "value"
  | "exn"
  | "map"
  | "unit"
  | "unit-value"
  | "unit-exn";

/** How a language writes a program. */
export interface Language {
  readonly templates: Readonly<Record<OperationName, string>>;
  /** How operands are written. */
  number(kind: NumberKind, number: number): string;
  resolver(slot: number): string;
  slots(slots: readonly string[]): string;
  /** A callback; the steps are indented and each is ended. */
  body(label: number, type: BodyType, steps: string, ending: string): string;
  ending(type: BodyType, ending: Ending): string;
  /** One step, ended: in a callback, or of the program itself. */
  step(operation: Operation, text: string, place: "callback" | "top"): string;
  /** All that stands around the steps. */
  whole(program: Program, steps: string): string;
}

/** Writes a program in a language. */
export function formatSource(program: Program, language: Language): string {
  return language.whole(program, new Writer(language).steps(program, "top"));
}

class Writer {
  private labels = 0;

  constructor(private readonly language: Language) {}

  steps(program: Program, place: "callback" | "top"): string {
    return program
      .map((operation) => `${this.step(operation, place)}\n`)
      .join("");
  }

  private step(operation: Operation, place: "callback" | "top"): string {
    const operands = new Map(
      operandsOf(operation).map(([name, kind, operand]) => [
        name,
        { kind, operand },
      ]),
    );
    const text = this.language.templates[operation.op].replaceAll(
      /\{(?:(u|text):)?(\w+)(?::([\w-]+))?\}/g,
      (_, form: string | undefined, name: string, type: BodyType) => {
        const { kind, operand } = operands.get(name)!;
        if (form === "u") return this.language.resolver(operand as number);
        if (form === "text") return (operand as number).toString();
        return this.operand(kind, operand, type);
      },
    );
    return this.language.step(operation, text, place);
  }

  private operand(kind: OperandKind, operand: Operand, type: BodyType): string {
    const { language } = this;
    if (kind === "body") return this.body(operand as Body, type);
    if (kind !== "slots") return language.number(kind, operand as number);
    return language.slots(
      (operand as readonly number[]).map((slot) =>
        language.number("slot", slot),
      ),
    );
  }

  private body(body: Body, type: BodyType): string {
    const label = this.labels++;
    const steps = indent(this.steps(body.do, "callback"));
    const ending = this.language.ending(type, body.end);
    return this.language.body(label, type, steps, ending);
  }
}

/** Puts two spaces in front of each line. */
export const indent = (text: string): string =>
  text.replaceAll(/^(?=.)/gm, "  ");
