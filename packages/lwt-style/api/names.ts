/**
 * What Lwt makes public, from its recording, and what it is called here.
 *
 * Names carry over by a rule: `Lwt_list.iter_s` is `LwtList.iterS`, a module
 * inside is `LwtMain.EnterIterHooks`, an exception is `LwtIo.ChannelClosed`.
 */
import { type Original as OriginalOf, readApiFile } from "oracle/api";

/**
 * The libraries of the original: `lwt` needs nothing of its host, `lwt.unix` needs
 * Unix.
 */
export type Library = "lwt" | "lwt.unix";

/** One line of the recording. */
export interface Original extends OriginalOf {
  /** The library whose module it is in, as the recording has it. */
  readonly library: Library;
  readonly kind: "val" | "exception" | "class" | "functor";
  /** `Lwt_list.iter_s`, `Lwt.Infix.(>>=)`, `Lwt_throttle.Make().wait` */
  readonly path: string;
  /** The type of a value; nothing for the others. */
  readonly type: string;
}

const LINE =
  /^(val|exception|class|functor) ([A-Z]\w*(?:\.(?:\w+(?:\(\))?|\([^\s)]+\)))+)(?: : (.+?))?( \[deprecated\])?$/;

/** Reads the recording: its runtime, and its values in their libraries. */
export function readApi(text: string) {
  const [head = "", ...parts] = text.split(/^library (?=lwt)/m);
  const read = parts.map((part) => {
    const [library = "", ...lines] = part.split("\n");
    return readApiFile(`${head}${lines.join("\n")}`, (line) =>
      originalOf(library as Library, line),
    );
  });
  // Above the first library stands the header alone.
  const { runtime } = readApiFile(head, () => undefined);
  return { runtime, originals: read.flatMap(({ originals }) => originals) };
}

function originalOf(library: Library, line: string): Original | undefined {
  const [, kind, path, type = "", deprecated] = LINE.exec(line) ?? [];
  if (kind === undefined || (kind === "val") !== (type !== ""))
    return undefined;
  return {
    library,
    kind: kind as Original["kind"],
    path: path!,
    type,
    deprecated: deprecated !== undefined,
  };
}

/** The modules on the way to a value, and its own name. */
export function splitPath(path: string): readonly [...string[], string] {
  const [, modules, name] = /^(.*)\.(\(.+\)|[^.()]+)$/.exec(path) ?? [];
  if (name === undefined) return [path];
  return [...modules!.split("."), name];
}

/** The module of a path that is a file of the original: `Lwt_list`. */
export const moduleOf = (path: string): string => splitPath(path)[0];

const joined = (name: string): string =>
  name.replaceAll(/_+([a-z0-9])/gi, (_, letter: string) =>
    letter.toUpperCase(),
  );

const capitalised = (name: string): string =>
  name.slice(0, 1).toUpperCase() + name.slice(1);

/** What a value is called here by the rule. An operator keeps its spelling. */
export function nameHere({
  kind,
  path,
}: Pick<Original, "kind" | "path">): string {
  const parts = splitPath(path);
  return parts
    .map((part, i) => {
      if (part.startsWith("(")) return part;
      if (i < parts.length - 1 || kind !== "val")
        return capitalised(joined(part));
      return joined(part);
    })
    .join(".");
}

/**
 * Tells whether the exported modules have a name. What a functor gives is looked
 * up in what it makes of nothing.
 */
export function isThere(
  exported: Readonly<Record<string, unknown>>,
  name: string,
): boolean {
  let at: unknown = exported;
  for (const part of splitPath(name)) {
    const isFunctor = part.endsWith("()");
    const key = isFunctor ? part.slice(0, -2) : part;
    if (typeof at !== "object" || at === null || !(key in at)) return false;
    at = (at as Record<string, unknown>)[key];
    if (isFunctor) at = (at as (given: object) => unknown)({});
  }
  return true;
}
