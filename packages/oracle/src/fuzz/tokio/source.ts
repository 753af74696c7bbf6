/**
 * Writes a program as source, to be read.
 *
 * A language gives a template for each operation, in which `{of}` stands for
 * the operand of that name. What operations work on stands in variables that
 * are numbered as their slots are, and not declared: `tx0`, `mutex1`.
 */
import {
  type Body,
  type Branch,
  type Future,
  isFuture,
  type Operand,
  type OperandKind,
  type Operation,
  type OperationName,
  operandsOf,
  type Program,
} from "./grammar.js";

/** How a language writes a program. */
export interface Language {
  readonly templates: Readonly<
    Record<Exclude<OperationName, "select">, string>
  >;
  /** A select, of branches that are written already. */
  select(
    settings: { readonly biased: boolean; readonly else: boolean },
    branches: readonly WrittenBranch[],
  ): string;
  /** The steps of a body, each ended; what stands around is in a template. */
  body(label: number, steps: string, ending: string): string;
  ending(kind: "ok" | "err", value: number): string;
  awaited(op: string, future: string): string;
  done(op: string, action: string): string;
  whole(steps: string): string;
}

export interface WrittenBranch extends Omit<Branch, "of"> {
  readonly index: number;
  readonly of: string;
}

/** Writes a program in a language. */
export function formatSource(program: Program, language: Language): string {
  return language.whole(new Writer(language).steps(program));
}

class Writer {
  private labels = 1;

  constructor(private readonly language: Language) {}

  steps(program: Program): string {
    return program.map((operation) => `${this.step(operation)}\n`).join("");
  }

  private step(operation: Operation): string {
    const text = this.operation(operation);
    return isFuture(operation)
      ? this.language.awaited(operation.op, text)
      : this.language.done(operation.op, text);
  }

  private operation(operation: Operation): string {
    if (operation.op === "select") {
      const settings = {
        biased: operation.biased === 1,
        else: operation.else === 1,
      };
      const branches = operation.of.map((branch, index) => ({
        ...branch,
        index,
        of: this.operation(branch.of),
      }));
      return this.language.select(settings, branches);
    }
    const written = new Map(
      operandsOf(operation).map(([name, kind, operand]) => [
        name,
        this.operand(kind, operand),
      ]),
    );
    const template = this.language.templates[operation.op];
    return template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      written.get(name)!,
    );
  }

  private operand(kind: OperandKind, operand: Operand): string {
    switch (kind) {
      case "body":
        return this.body(operand as Body);
      case "future":
        return this.operation(operand as Future);
      case "futures":
        return (operand as readonly Future[])
          .map((one) => this.operation(one))
          .join(", ");
      default:
        return (operand as number).toString();
    }
  }

  private body({ do: operations, end }: Body): string {
    const label = this.labels++;
    const steps = this.steps(operations);
    const [kind, value] = Object.entries(end)[0] as ["ok" | "err", number];
    const ending = this.language.ending(kind, value);
    return this.language.body(label, indent(steps), ending);
  }
}

/** Puts two spaces in front of each line. */
export const indent = (text: string): string =>
  text.replaceAll(/^(?=.)/gm, "  ");
