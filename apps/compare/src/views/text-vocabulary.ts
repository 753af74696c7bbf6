import { borderless } from "bench";
import Table from "cli-table3";
import type { Concept, Topic } from "spec";
import colors from "../colors.js";
import { wrap } from "../wrap.js";

const heads = ["lwt-style", "tokio-style", "plain promises"];
const note = "(…) names a scenario: `compare side <scenario>` shows it.";
/** With less room than this for what a concept is, it stands above the names. */
const narrowest = 30;
const indent = 2;

/** Lays the vocabulary out for a terminal: a concept, and its three names. */
export function textVocabulary(
  topics: readonly Topic[],
  width: number,
): string {
  const all = topics.flatMap(({ concepts }) => concepts);
  const columns = heads.map((head, column) => {
    const names = all.flatMap((concept) => namesOf(concept)[column] ?? []);
    return Math.max(...[head, ...names].map((name) => name.length)) + 1;
  });
  const room = width - columns.reduce((sum, column) => sum + column);
  if (room >= narrowest)
    return besideNames(topics, [Math.min(60, room), ...columns]);
  const third = Math.max(8, Math.floor((width - indent) / columns.length));
  return aboveNames(
    topics,
    room >= indent ? columns : columns.map(() => third),
    width,
  );
}

function namesOf({ lwt, tokio, promises }: Concept): (readonly string[])[] {
  return [lwt, tokio, promises];
}

function cellsOf(concept: Concept): string[] {
  return namesOf(concept).map((names) =>
    names.length === 0 ? colors.dim("–") : names.join("\n"),
  );
}

/** Each concept with what it means, and its names in the columns beside it. */
function besideNames(
  topics: readonly Topic[],
  columns: readonly number[],
): string {
  const width = columns.reduce((sum, column) => sum + column);
  const block = (cells: readonly string[]): string => rowOf(cells, columns);
  return laidOut(topics, width, block(["", ...heads]), (concept) =>
    ["", block([aboutOf(concept), ...cellsOf(concept)])].join("\n"),
  );
}

/** Each concept with what it means, and its names in the columns below it. */
function aboveNames(
  topics: readonly Topic[],
  columns: readonly number[],
  width: number,
): string {
  const block = (cells: readonly string[]): string =>
    rowOf(["", ...cells], [indent, ...columns]);
  return laidOut(topics, width, block(heads), (concept) =>
    [titleOf(concept, width), block(cellsOf(concept))].join("\n"),
  );
}

function aboutOf({ concept, meaning, scenario }: Concept): string {
  return [
    colors.bold(concept),
    meaning,
    ...(scenario === undefined ? [] : [colors.dim(`(${scenario})`)]),
  ].join("\n");
}

function titleOf(
  { concept, meaning, scenario }: Concept,
  width: number,
): string {
  const text = wrapped(`${concept}: ${meaning}`, width);
  const title = colors.bold(concept) + text.slice(concept.length);
  const shown = scenario === undefined ? "" : `(${scenario})`;
  const room = width - text.length - shown.length;
  return shown === "" || room < 1
    ? title
    : `${title}${" ".repeat(room)}${colors.dim(shown)}`;
}

function laidOut(
  topics: readonly Topic[],
  width: number,
  head: string,
  block: (concept: Concept) => string,
): string {
  return [
    head,
    ...topics.flatMap(({ topic, concepts }) => [
      "",
      colors.dim(`── ${topic} `.padEnd(width, "─").slice(0, width)),
      ...concepts.map(block),
    ]),
    "",
    colors.dim(wrapped(note, width)),
  ]
    .join("\n")
    .replaceAll(/ +$/gm, "");
}

function rowOf(cells: readonly string[], columns: readonly number[]): string {
  const table = new Table({
    chars: borderless,
    colWidths: [...columns],
    wordWrap: true,
    style: { "padding-left": 0, "padding-right": 1 },
  });
  table.push(
    cells.map((cell, column) =>
      cell
        .split("\n")
        .map((line) =>
          line.includes(" ") ? line : wrapped(line, (columns[column] ?? 1) - 1),
        )
        .join("\n"),
    ),
  );
  return table.toString();
}

/** A name that is too long is broken before what stands after a dot. */
function wrapped(text: string, width: number): string {
  return wrap([{ text, kind: "plain" }], width)
    .map((tokens) => tokens.map((token) => token.text).join(""))
    .join("\n");
}
