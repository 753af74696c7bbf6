import { stripVTControlCharacters } from "node:util";
import colors from "../colors.js";
import type { Block, Comparison, Kind, Row, Token, Tokens } from "side";
import { wrap } from "../wrap.js";

const colorOf: Readonly<Record<Kind, (text: string) => string>> = {
  plain: String,
  comment: colors.dim,
  step: colors.bold,
  keyword: colors.magenta,
  string: colors.green,
  number: colors.yellow,
  function: colors.blue,
  type: colors.cyan,
};

/** With less room than this for its code a column cannot be read. */
const narrowest = 40;
const between = " │ ";

/**
 * Lays programs out for a terminal: in columns where all fit; where they do
 * not, step by step below each other, with as many beside each other as fit. A
 * line's number says where it stands in its file, and what is too long goes on
 * below it without a number.
 */
export function textSide(
  comparison: Comparison,
  tokens: readonly Tokens[],
  width: number,
): string {
  return new Page(comparison, tokens, width).lines().join("\n");
}

class Page {
  /** How wide a line's number is, with the blank after it. */
  readonly #gutter: number;
  /** Which columns stand beside each other. */
  readonly #shelves: readonly (readonly number[])[];
  /** How wide each of them is, its numbers included. */
  readonly #room: number;

  constructor(
    private readonly comparison: Comparison,
    private readonly tokens: readonly Tokens[],
    private readonly width: number,
  ) {
    const count = comparison.columns.length;
    const longest = comparison.columns.map(({ lines }) => lines.length);
    this.#gutter = String(Math.max(...longest)).length + 1;
    const whole = width + between.length;
    const fit = Math.floor(whole / (this.#gutter + narrowest + between.length));
    const shelves = Math.ceil(count / Math.max(1, fit));
    const each = Math.ceil(count / shelves);
    const columns = [...comparison.columns.keys()];
    this.#shelves = Array.from({ length: shelves }, (_, shelf) =>
      columns.slice(shelf * each, (shelf + 1) * each),
    );
    this.#room = Math.max(
      this.#gutter + 8,
      Math.floor(whole / each) - between.length,
    );
  }

  lines(): string[] {
    const { columns, blocks } = this.comparison;
    const [all = [], ...others] = this.#shelves;
    if (others.length > 0)
      return [
        ...columns.flatMap(({ name, path }) => [
          colors.bold(name),
          ...dimmed(path, this.width),
        ]),
        ...blocks.flatMap((block) => ["", ...this.#step(block)]),
      ];
    const heads = all.map((column) => {
      const { name = "", path = "" } = columns[column] ?? {};
      return [colors.bold(name), ...dimmed(path, this.#room)];
    });
    const blank = this.#beside(all.map(() => [""]));
    return [
      ...this.#beside(heads),
      ...blocks.flatMap(({ rows }) =>
        rows.length === 0
          ? []
          : [...blank, ...rows.flatMap((row) => this.#row(row, all))],
      ),
    ];
  }

  /** A step that stands above the programs, once, and not in each of them. */
  #step({ step, rows }: Block): string[] {
    const code = step === undefined ? rows : rows.slice(1);
    const shelves = this.#shelves.flatMap((shelf) => [
      ...this.#beside(
        shelf.map((column) => [
          colors.dim(this.#rule(this.comparison.columns[column]?.name ?? "")),
        ]),
      ),
      ...code
        .filter((row) => shelf.some((column) => row[column] !== undefined))
        .flatMap((row) => this.#row(row, shelf)),
    ]);
    return [
      ...(step === undefined
        ? []
        : wrap([{ text: step, kind: "step" }], this.width).map(paint)),
      ...shelves,
    ];
  }

  #rule(name: string): string {
    return `── ${name} `.padEnd(this.#room, "─").slice(0, this.#room);
  }

  /** The lines that a row takes, in the columns of a shelf. */
  #row(row: Row, shelf: readonly number[]): string[] {
    return this.#beside(
      shelf.map((column) => {
        const place = row[column];
        if (place === undefined) return [];
        const line = this.tokens[column]?.[place] ?? [];
        return wrap(line, this.#room - this.#gutter).map((part, index) => {
          const number = index === 0 ? String(place + 1) : "";
          const before = colors.dim(number.padStart(this.#gutter - 1));
          const code = paint(part);
          return code === "" ? before : `${before} ${code}`;
        });
      }),
    );
  }

  /** Sets cells beside each other; nothing is padded at the right edge. */
  #beside(cells: readonly (readonly string[])[]): string[] {
    const height = Math.max(...cells.map((lines) => lines.length));
    const last = cells.length - 1;
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((lines, index) => {
          const text = lines[line] ?? "";
          if (index === last) return text;
          const { length } = stripVTControlCharacters(text);
          const isEdge =
            index === last - 1 && (cells[last]?.[line] ?? "") === "";
          const blanks = " ".repeat(Math.max(0, this.#room - length));
          return `${text}${blanks}${colors.dim(isEdge ? between.trimEnd() : between)}`;
        })
        .join(""),
    );
  }
}

function paint(line: readonly Token[]): string {
  return line.map(({ text, kind }) => colorOf[kind](text)).join("");
}

function dimmed(path: string, width: number): string[] {
  return wrap([{ text: path, kind: "comment" }], width).map(paint);
}
