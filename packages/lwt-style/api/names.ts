/**
 * What Lwt makes public, from its recording, and what it is called here.
 *
 * Names carry over by a rule: `Lwt_list.iter_s` is `LwtList.iterS`, a module
 * inside is `LwtMain.EnterIterHooks`, an exception is `LwtIo.ChannelClosed`.
 */

/**
 * The libraries of the original: `lwt` needs nothing of its host, `lwt.unix` needs
 * Unix.
 */
export type Library = "lwt" | "lwt.unix";

/** One line of the recording. */
export interface Original {
  /** The library whose module it is in, as the recording has it. */
  readonly library: Library;
  readonly kind: "val" | "exception" | "class" | "functor";
  /** `Lwt_list.iter_s`, `Lwt.Infix.(>>=)`, `Lwt_throttle.Make().wait` */
  readonly path: string;
  /** The type of a value; nothing for the others. */
  readonly type: string;
  readonly deprecated: boolean;
}

const HEADER = /^# (runtime|compiler|command): (.+)$/;
const LIBRARY = /^library (lwt|lwt\.unix)$/;
const LINE =
  /^(val|exception|class|functor) ([A-Z]\w*(?:\.(?:\w+(?:\(\))?|\([^\s)]+\)))+)(?: : (.+?))?( \[deprecated\])?$/;

/** Reads the recording: its runtime, and its values in their libraries. */
export function readApi(text: string): {
  readonly runtime: string;
  readonly originals: readonly Original[];
} {
  const lines = text.trimEnd().split("\n");
  const header = new Map<string, string>();
  const originals: Original[] = [];
  let library: Library | undefined;
  for (const line of lines) {
    const [, name, value] = HEADER.exec(line) ?? [];
    const [, begins] = LIBRARY.exec(line) ?? [];
    if (name !== undefined) header.set(name, value!);
    else if (begins !== undefined) library = begins as Library;
    else if (library === undefined) throw new Error(`of no library: ${line}`);
    else originals.push(originalOf(library, line));
  }
  const runtime = header.get("runtime");
  if (runtime === undefined) throw new Error("the recording has no header");
  return { runtime, originals };
}

function originalOf(library: Library, line: string): Original {
  const [, kind, path, type = "", deprecated] = LINE.exec(line) ?? [];
  if (kind === undefined || (kind === "val") !== (type !== ""))
    throw new Error(`no value of an original: ${line}`);
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
