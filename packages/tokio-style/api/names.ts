/**
 * What Tokio makes public, from its recording, and what it is called here.
 *
 * Names carry over by a rule: `tokio::time::sleep_until` is `time.sleepUntil`,
 * `tokio::net::TcpStream::connect` is `net.TcpStream.connect`. What stands in
 * `error`, `futures` and `tcp` stands in the module around these, and `new` is the
 * constructor.
 */
import { type Original as OriginalOf, readApiFile } from "oracle/api";
import type { Role } from "./exports.js";

const KINDS = [
  "const",
  "enum",
  "field",
  "fn",
  "impl",
  "macro",
  "mod",
  "struct",
  "trait",
  "type",
  "use",
  "variant",
] as const;

/** One line of the recording. */
export interface Original extends OriginalOf {
  readonly kind: (typeof KINDS)[number];
  /** `tokio::fs::File::open`; a trait of a type, `tokio::fs::File::AsyncRead` */
  readonly path: string;
  /** The signature of a function, the type of a field, a trait's name. */
  readonly said: string;
}

const LINE =
  /^([a-z]+) (tokio(?:_util)?(?:::\w+)+)(?: : (.+?))?( \[deprecated\])?$/;

/** Reads the recording: its runtime, and an item for each line. */
export const readApi = (text: string) => readApiFile(text, originalOf);

const isKind = (word: string): word is Original["kind"] =>
  (KINDS as readonly string[]).includes(word);

function originalOf(line: string): Original | undefined {
  const [, kind, path, said = "", deprecated] = LINE.exec(line) ?? [];
  if (kind === undefined || path === undefined || !isKind(kind))
    return undefined;
  return {
    kind,
    path: kind === "impl" ? `${path}::${said}` : path,
    said,
    deprecated: deprecated !== undefined,
  };
}

/** Whether a path is another one, or inside of it. */
export const isIn = (path: string, outer: string): boolean =>
  path === outer || path.startsWith(`${outer}::`);

const MODULES = new Set(
  ["fs", "io", "net", "process", "runtime", "signal", "stream"]
    .concat("sync", "task", "time")
    .map((name) => `tokio::${name}`),
);

/** The part of a path that has a table of its own: `tokio::sync`. */
export function moduleOf({ path }: Original): string {
  const [crate = path, module = ""] = path.split("::");
  const name = `${crate}::${module}`;
  return MODULES.has(name) || crate !== "tokio" ? name : crate;
}

/** Modules whose items stand in the one around them. */
const FLATTENED = [
  "tokio::io::unix",
  "tokio::net::tcp",
  "tokio::sync::broadcast::error",
  "tokio::sync::futures",
  "tokio::sync::mpsc::error",
  "tokio::sync::oneshot::error",
  "tokio::sync::watch::error",
  "tokio::task::futures",
  "tokio::time::error",
];

/** What there is of a type that has a trait. */
const TRAITS: Readonly<Record<string, string>> = {
  AsyncBufRead: "pollFillBuf",
  AsyncRead: "pollRead",
  AsyncSeek: "startSeek",
  AsyncWrite: "pollWrite",
  Clone: "clone",
  Deref: "value",
  DerefMut: "value",
  Drop: "drop",
  Error: "message",
};

const camel = (name: string): string =>
  name === name.toUpperCase()
    ? name
    : name.replaceAll(/(?<=.)_+([a-z0-9])/gi, (_, letter: string) =>
        letter.toUpperCase(),
      );

/** What an item is called here by the rule. */
export function nameHere(original: Original): string {
  const flat = FLATTENED.find((module) => isIn(original.path, module));
  const outer = flat ?? "";
  const around = outer.slice(0, outer.lastIndexOf("::"));
  const path = around + original.path.slice(outer.length);
  return nameOf(original, path.replace(/^(tokio_util::sync|tokio)::/, ""));
}

/** What an item is called here when what it is inside of has this name. */
export const nameInside = (
  original: Original,
  outer: string,
  name: string,
): string => nameOf(original, `${name}${original.path.slice(outer.length)}`);

function nameOf({ kind, said }: Original, path: string): string {
  const parts = path.split(/::|\.(?=\w)/).map((part) => camel(part));
  const last = parts.pop()!;
  if (kind === "impl") {
    const member = TRAITS[said];
    return [...parts, ...(member === undefined ? [] : [member])].join(".");
  }
  if (isConstructor(kind, last, said)) return parts.join(".");
  return [...parts, last].join(".");
}

const isConstructor = (kind: string, name: string, said: string): boolean =>
  kind === "fn" && name === "new" && !said.includes("self");

/** As what an item must be exported. */
const ROLES: Readonly<Record<Original["kind"], Role>> = {
  const: "static",
  enum: "type",
  field: "member",
  fn: "function",
  impl: "member",
  macro: "function",
  mod: "module",
  struct: "type",
  trait: "type",
  type: "type",
  use: "any",
  variant: "variant",
};

/** Whether it stands in a type: a method, a field, a trait of it and so on. */
export const isMember = ({ path }: Original): boolean =>
  /::[A-Z]\w*::\w+$/.test(path);

/** As what an item's name must be exported. */
export function roleOf(original: Original): Role {
  const { kind, path, said } = original;
  if (kind === "impl" && said === "Future") return "future";
  if (kind === "impl" && said === "Drop") return "dropped";
  if (kind !== "fn") return ROLES[kind];
  if (path.endsWith("::new")) return "constructor";
  if (/^(?:async )?fn\((?:(?:&|&mut )?self|this: )/.test(said)) return "member";
  return isMember(original) ? "static" : "function";
}
