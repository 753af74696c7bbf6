/** Finds async methods in the sources, and the lines of their docs. */
import { readFileSync } from "node:fs";

const src = new URL("../../src/", import.meta.url);
export const sourceOf = (file: string): string =>
  readFileSync(new URL(file, src), "utf8");

/** A class, function or method: `sync/mutex.ts#Mutex.lock`. */
export interface Place {
  readonly place: string;
  /** What it gives is a future, or it is one. */
  readonly isAsync: boolean;
  /** It says what it gives. */
  readonly isTyped: boolean;
  /** The lines of its doc comment, from and to. */
  readonly doc: readonly [number, number] | undefined;
}

const TYPE = /^(?:export )?(?:abstract )?(?:class|interface) (\w+)/;
const FUNCTION = /^export function (\w+)/;
const METHOD = /^ {2}(?:(?:static|override|protected|private) )*(\w+)[<(]/;
const GIVES_FUTURE =
  /\): (?:Effect\.Effect<|Notified\b|Sleep\b|Timeout<)[^=]*[{;]$/;
const EXTENDS = /class \w+(?:<.*>)? extends (\w+)\b/;

/** Returns a declaration up to its body, as one line. */
function signature(lines: ReadonlyArray<string>, from: number): string {
  let text = "";
  for (let i = from; i < lines.length; i++) {
    text += lines[i]!.trim();
    const open = text.split("(").length - text.split(")").length;
    if (open === 0 && /[{;]$/.test(text)) break;
    if (/[,]$/.test(text)) text += " ";
  }
  return text;
}

/** Finds all places of a file; overloads are one, with the first one's docs. */
export function placesOf(file: string): ReadonlyArray<Place> {
  const lines = sourceOf(file).split("\n");
  const places = new Map<string, Place>();
  /** The classes that are futures themselves. */
  const futures = new Set(["Leaf", "SleepLeaf"]);
  let type = "";
  let begin = -1;
  let doc: readonly [number, number] | undefined;
  for (const [i, line] of lines.entries()) {
    if (/^ *\/\*\*/.test(line)) begin = i;
    if (begin >= 0) {
      if (line.endsWith("*/")) {
        doc = [begin, i];
        begin = -1;
      }
      continue;
    }
    if (/^ *\/\//.test(line)) continue;
    if (line === "}") type = "";
    const outer = TYPE.exec(line)?.[1];
    if (outer !== undefined) type = outer;
    const inner = METHOD.exec(line)?.[1];
    const name =
      outer ??
      FUNCTION.exec(line)?.[1] ??
      (type !== "" && inner !== undefined ? `${type}.${inner}` : undefined);
    if (name !== undefined) {
      const place = `${file}#${name}`;
      const text = signature(lines, i);
      const isAsync =
        outer === undefined
          ? GIVES_FUTURE.test(text)
          : futures.has(EXTENDS.exec(text)?.[1] ?? "");
      if (outer !== undefined && isAsync) futures.add(outer);
      const isTyped = outer !== undefined || /\): .*[{;]$/.test(text);
      const before = places.get(place);
      places.set(place, {
        place,
        isAsync: isAsync || before?.isAsync === true,
        isTyped: isTyped && before?.isTyped !== false,
        doc: before?.doc ?? doc,
      });
    }
    doc = undefined;
  }
  return [...places.values()];
}

/** The names that a module exports, and the files that they come from. */
export function exportsOf(file: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const text = sourceOf(file);
  const add = (from: string, names: ReadonlyArray<string>) => {
    const all = found.get(from) ?? new Set();
    for (const name of names) all.add(name);
    found.set(from, all);
  };
  for (const [, name] of text.matchAll(
    /^export (?:abstract )?(?:class|function) (\w+)/gm,
  )) {
    add(file, [name!]);
  }
  const fileOf = (path: string) =>
    new URL(path.replace(/\.js$/, ".ts"), new URL(file, src)).href.slice(
      src.href.length,
    );
  for (const [, list, path] of text.matchAll(
    /^export (?:type )?\{([^}]*)\} from "([^"]+)";/gm,
  )) {
    const target = fileOf(path!);
    const further = [...exportsOf(target)];
    for (const item of list!.split(",")) {
      const name = item.trim().replace(/^type /, "");
      if (name === "") continue;
      const [from] = further.find(([, names]) => names.has(name)) ?? [target];
      add(from, [name]);
    }
  }
  for (const [, path] of text.matchAll(/^export \* as \w+ from "([^"]+)";/gm)) {
    for (const [from, names] of exportsOf(fileOf(path!))) add(from, [...names]);
  }
  return found;
}

const WIDTH = 80;

function wrapped(text: string, lead: string): Array<string> {
  const lines: Array<string> = [];
  let line = lead;
  for (const [word] of text.matchAll(/\{@link [^}]*\}\S*|\S+/g)) {
    if (line !== lead && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = lead;
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

/** Writes a line of docs where it belongs; nothing else changes. */
export function withLine(
  source: string,
  { place, doc }: Place,
  text: string,
): string {
  if (doc === undefined) throw new Error(`${place} has no docs`);
  const lines = source.split("\n");
  const [from, to] = doc;
  const lead = `${" ".repeat(lines[from]!.indexOf("/"))} *`;
  if (from === to)
    throw new Error(`${place}: give its docs lines of their own`);
  const at = (start: string) =>
    lines.findIndex(
      (line, i) => i > from && i < to && line.startsWith(`${lead} ${start}`),
    );
  const paragraph = wrapped(text, lead);
  const old = at("Cancellation:");
  if (old >= 0) {
    let end = old;
    while (end < to && lines[end] !== lead) end++;
    lines.splice(old, end - old, ...paragraph);
  } else {
    const next = [at("Errors:"), at("Original:")].find((it) => it >= 0);
    lines.splice(
      next ?? to,
      0,
      ...(next === undefined ? [lead, ...paragraph] : [...paragraph, lead]),
    );
  }
  return lines.join("\n");
}
