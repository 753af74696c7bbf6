import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { catalogue } from "spec";
import { proseOf } from "spec/node";
import colors from "../colors.js";
import { Failure, UsageError } from "../errors.js";
import { scenarioNamed } from "../inputs.js";
import type { Io } from "../io.js";
import { align, misplacedStep, shareText, unlit } from "side";
import type { Comparison, Source, Tokens } from "side";
import { portNames, readColumns } from "../columns.js";
import { findStyles } from "side/node";
import { htmlSide } from "../views/html-side.js";
import { textSide } from "../views/text-side.js";
import { textTitles } from "../views/text-titles.js";
import { writeWhole } from "../write-whole.js";

export interface SideOptions {
  readonly styles?: readonly string[];
  readonly json?: boolean;
  readonly diff?: boolean;
  readonly html?: string;
}

/**
 * Prints a scenario's programs side by side, lined up on its steps; without a
 * scenario, which there are.
 */
export async function side(
  name: string | undefined,
  { styles: names, json = false, diff = false, html }: SideOptions,
  io: Io,
): Promise<void> {
  const forms = [
    ...(json ? ["--json"] : []),
    ...(diff ? ["--diff"] : []),
    ...(html === undefined ? [] : ["--html"]),
  ];
  if (forms.length > 1)
    throw new UsageError(
      `${forms.slice(0, -1).join(", ")} and ${forms.at(-1)} exclude each other: give one`,
    );
  if (name === undefined) {
    const option = names === undefined ? forms[0] : "--styles";
    if (option !== undefined && option !== "--json")
      throw new UsageError(
        `${option} needs a scenario: "compare side" lists them`,
      );
    return listTitles(json, io);
  }
  const scenario = scenarioNamed(name);
  const styles = findStyles();
  const columns = readColumns(
    scenario,
    names ?? (await portNames(styles)),
    styles,
  );
  if (diff) return io.print(unifiedDiff(columns));
  const prose = proseOf(scenario);
  for (const program of columns) {
    const complaint = misplacedStep(program, prose.steps);
    if (complaint !== undefined) throw new Failure(complaint);
  }
  const comparison = align(columns);
  if (json)
    return io.print(
      JSON.stringify(
        {
          scenario,
          title: prose.title,
          question: prose.question,
          ...data(comparison),
        },
        undefined,
        2,
      ),
    );
  if (html !== undefined) {
    const tokens = await lit(columns);
    writeWhole(html, htmlSide(prose, comparison, tokens));
    return io.print(html);
  }
  const tokens = colors.isColorSupported ? await lit(columns) : unlit(columns);
  io.print(
    [
      prose.question,
      textSide(comparison, tokens, io.width),
      ...(columns.length > 1 ? [colors.dim(shareText(comparison))] : []),
    ].join("\n\n"),
  );
}

/** Loads the grammars, which take a moment, only where there are colours. */
async function lit(columns: readonly Source[]): Promise<readonly Tokens[]> {
  const { highlight } = await import("side/highlight");
  return highlight(columns);
}

/** The scenarios, one line each. */
function listTitles(json: boolean, io: Io): void {
  const scenarios = catalogue.map(({ id, title }) => ({ id, title }));
  io.print(
    json
      ? JSON.stringify({ scenarios }, undefined, 2)
      : textTitles(scenarios, io.width),
  );
}

function unifiedDiff(columns: readonly Source[]): string {
  const [left, right, ...more] = columns;
  if (left === undefined || right === undefined || more.length > 0)
    throw new UsageError(
      `--diff compares two styles, and was given ${columns.length}: ${columns.map(({ name }) => name).join(", ")}`,
    );
  return createTwoFilesPatch(
    left.path,
    right.path,
    textOf(left),
    textOf(right),
    undefined,
    undefined,
    { headerOptions: FILE_HEADERS_ONLY },
  ).trimEnd();
}

function textOf({ lines }: Source): string {
  return `${lines.join("\n")}\n`;
}

/** A comparison as data: lines with their numbers in their files. */
function data({ columns, blocks, lines, aligned }: Comparison) {
  return {
    columns: columns.map(({ name, language, path }) => ({
      name,
      language,
      path,
    })),
    lines,
    aligned,
    steps: blocks.map(({ step, rows }) => ({
      ...(step !== undefined && { step }),
      rows: rows.map((row) =>
        columns.map((source, column) => {
          const place = row[column];
          return place === undefined
            ? // oxlint-disable-next-line unicorn/no-null -- JSON's word for none
              null
            : { line: place + 1, text: source.lines[place] ?? "" };
        }),
      ),
    })),
  };
}
