/** Cancel safety of `io`: reading. */
import { Effect } from "effect";
import * as io from "../../src/io.js";
import type { Case, Rows } from "./row.js";
import type { Make, Notes } from "./scene.js";
import {
  bufSources,
  restOf,
  type Source,
  sources,
  text,
  vec,
} from "./streams.js";

const DATA = "ab,c\nde,fgh\nijklmnop";
const COMMA = 0x2c;

/** What an operation has given, as text. */
const shown = (it: unknown): string =>
  it instanceof Uint8Array ? text(it) : String(it);

/** Reads; bytes arrive in three parts, and then the stream ends. */
const reads = <R extends io.AsyncRead>(
  from: Record<string, (data: string) => Source<R>>,
  begin: (
    reader: R,
    notes: Notes,
  ) => {
    readonly op: () => Effect.Effect<any, any>;
    /** What has been put elsewhere than into the result. */
    readonly beside?: () => string;
  },
): ReadonlyArray<Make> =>
  Object.values(from).map((make): Make => (notes) => {
    const { reader, give, end } = make(DATA);
    const { op, beside } = begin(reader, notes);
    const got: Array<string> = [];
    return {
      op,
      got: (it) => {
        if (it !== undefined) got.push(shown(it));
      },
      moves: [() => give(1), () => give(5), end],
      facts: () => [...got, beside?.(), restOf(reader)],
    };
  });

type Reader = io.AsyncIo & io.AsyncRead;
type BufRead = io.AsyncIo & io.AsyncBufRead;

const simply = (op: (reader: Reader) => Effect.Effect<any, any>) =>
  reads(sources, (reader) => ({ op: () => op(reader) }));
const buffered = (op: (reader: BufRead) => Effect.Effect<any, any>) =>
  reads(bufSources, (reader) => ({ op: () => op(reader) }));

/** Counts what it reads, and puts it into something of the caller's. */
const counting =
  <R>(op: (reader: R, into: io.ByteVec) => Effect.Effect<number, any>) =>
  (reader: R, notes: Notes) => {
    const into = vec("<");
    return {
      op: () => Effect.map(op(reader, into), (n) => void notes.counts.push(n)),
      beside: () => text(into.asSlice()),
    };
  };

const intoArray = (
  op: (reader: Reader, into: Uint8Array) => Effect.Effect<number, any>,
) =>
  reads(sources, (reader) => {
    const into = new Uint8Array(6);
    return { op: () => op(reader, into), beside: () => text(into) };
  });

/** Numbers of one byte, or of more. */
export function numbers(kind: "read" | "write", one: boolean): Array<string> {
  return Object.getOwnPropertyNames(io.AsyncIo.prototype).filter(
    (name) =>
      new RegExp(`^${kind}[UIF]\\d`).test(name) && /[UI]8$/.test(name) === one,
  );
}

const some = {
  "a stream": sources["a stream"]!,
  "a BufReader": sources["a BufReader"]!,
};

const readNumbers = (one: boolean) =>
  numbers("read", one).flatMap((name) =>
    reads(some, (reader) => ({ op: () => reader[name as "readU16"]() })),
  );

const at = (method: string) => `io/read-ext.ts#AsyncReadExt.${method}`;
const bufAt = (method: string) =>
  `io/buf-read-ext.ts#AsyncBufReadExt.${method}`;

const nothingRead = "a read that is dropped has read nothing";
const kept = "what was read is in `into`, where it goes on";
const lost = "what was read is lost";

const withAndWithout = (
  into: ReadonlyArray<Make>,
  without: ReadonlyArray<Make>,
): ReadonlyArray<Case> => [
  { when: "with `into`", verdict: "anew", note: kept, scenes: into },
  { when: "without", verdict: "unsafe", note: lost, scenes: without },
];

export const readRows: Rows = {
  "io.AsyncIo.read": {
    at: at("read"),
    cases: [
      {
        verdict: "safe",
        note: nothingRead,
        scenes: [
          ...simply((it) => it.read(3)),
          ...intoArray((it, into) => it.read(into)),
        ],
      },
    ],
    said: "safe",
  },
  "io.AsyncIo.readBuf": {
    at: at("readBuf"),
    cases: [
      {
        verdict: "safe",
        note: nothingRead,
        scenes: reads(
          sources,
          counting((it, into) => it.readBuf(into)),
        ),
      },
    ],
    said: "safe",
  },
  "io.AsyncIo.readExact": {
    at: at("readExact"),
    cases: [
      {
        verdict: "unsafe",
        note: "what it has read is in `buf`, or lost with `n`",
        scenes: [
          ...simply((it) => it.readExact(6)),
          ...intoArray((it, into) => it.readExact(into)),
        ],
      },
    ],
    said: "unsafe",
  },
  "io.AsyncIo.readToEnd": {
    at: at("readToEnd"),
    cases: withAndWithout(
      reads(
        sources,
        counting((it, into) => it.readToEnd(into)),
      ),
      simply((it) => it.readToEnd()),
    ),
    said: "nothing",
  },
  "io.AsyncIo.readToString": {
    at: at("readToString"),
    cases: [
      {
        verdict: "unsafe",
        note: lost,
        scenes: simply((it) => it.readToString()),
      },
    ],
    said: "nothing",
  },
  "io.ReadNumbers": {
    at: "io/numbers.ts#ReadNumbers",
    cases: [
      { when: "of one byte", verdict: "safe", scenes: readNumbers(true) },
      {
        when: "of more",
        verdict: "unsafe",
        note: lost,
        scenes: readNumbers(false),
      },
    ],
    said: "nothing",
  },
  "io.AsyncIo.fillBuf": {
    at: bufAt("fillBuf"),
    cases: [
      {
        verdict: "safe",
        note: "nothing is lost",
        scenes: buffered((it) => Effect.map(it.fillBuf(), text)),
      },
    ],
    said: "nothing",
  },
  "io.AsyncIo.readUntil": {
    at: bufAt("readUntil"),
    cases: withAndWithout(
      reads(
        bufSources,
        counting((it, into) => it.readUntil(COMMA, into)),
      ),
      buffered((it) => it.readUntil(COMMA)),
    ),
    said: "anew",
    why: "Tokio's always reads into something of the caller's",
  },
  "io.AsyncIo.readLine": {
    at: bufAt("readLine"),
    cases: [
      {
        verdict: "unsafe",
        note: `${lost}. {@link lines} keeps it`,
        scenes: buffered((it) => it.readLine()),
      },
    ],
    said: "unsafe",
  },
  "io.Lines.nextLine": {
    at: "io/lines.ts#Lines.nextLine",
    cases: [
      {
        verdict: "safe",
        note: "half a line is kept for the next call",
        scenes: reads(bufSources, (reader) => {
          const lines = reader.lines();
          return { op: () => lines.nextLine() };
        }),
      },
    ],
    said: "safe",
  },
  "io.Split.nextSegment": {
    at: "io/lines.ts#Split.nextSegment",
    cases: [
      {
        verdict: "safe",
        note: "half a piece is kept for the next call",
        scenes: reads(bufSources, (reader) => {
          const pieces = reader.split(COMMA);
          return { op: () => pieces.nextSegment() };
        }),
      },
    ],
    said: "nothing",
  },
};
