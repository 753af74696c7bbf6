/** Cancel safety of `io`: writing and copying. */
import type { Effect } from "effect";
import * as io from "../../src/io.js";
import { numbers } from "./reads.js";
import type { Rows } from "./row.js";
import type { Make, Notes } from "./scene.js";
import {
  bufTargets,
  duplexTarget,
  restOf,
  Slow,
  type Target,
  targets,
  text,
  vec,
} from "./streams.js";

type Writer = Target["writer"];

/** Writes; room comes in parts. */
const writesTo = (
  to: ReadonlyArray<() => Target>,
  begin: (writer: Writer) => {
    readonly op: () => Effect.Effect<any, any>;
    /** What the caller has still. */
    readonly beside?: () => string;
  },
): ReadonlyArray<Make> =>
  to.map((make): Make => () => {
    const { writer, room, out } = make();
    const { op, beside } = begin(writer);
    const got: Array<string> = [];
    return {
      op,
      got: (it) => got.push(String(it)),
      moves: [1, 3, 2, 100].map((n) => () => room(n)),
      facts: () => [...got, beside?.(), out()],
    };
  });

const plain = [...Object.values(targets), duplexTarget];
const buffers = Object.values(bufTargets);
const all = [...plain, ...buffers];
const simply = (op: (writer: Writer) => Effect.Effect<any, any>) =>
  writesTo(all, (writer) => ({ op: () => op(writer) }));
const ending = (op: (writer: Writer) => Effect.Effect<any, any>) =>
  writesTo([...Object.values(targets), ...buffers], (writer) => ({
    op: () => op(writer),
  }));
const from = (
  op: (writer: Writer, from: io.ByteVec) => Effect.Effect<any, any>,
) =>
  writesTo(all, (writer) => {
    const data = vec("abcdefgh");
    return { op: () => op(writer, data), beside: () => text(data.asSlice()) };
  });

const writeNumbers = (one: boolean) =>
  numbers("write", one).flatMap((name) => {
    const n = /64|128/.test(name) && !name.startsWith("writeF") ? 7n : 7;
    // A buffer takes a number whole, or not yet.
    return writesTo(
      one ? all : [targets["a stream"]!, duplexTarget],
      (writer) => ({
        op: () => writer[name as "writeU16"](n as number),
      }),
    );
  });

type Copy = (a: Slow, b: Slow, notes: Notes) => Effect.Effect<any, any>;

/** Between two streams; bytes and room come by and by, in each direction. */
const copies =
  (copy: Copy, rest = restOf): Make =>
  (notes) => {
    const a = new Slow("abcdefghij");
    const b = new Slow("uvwxyz");
    return {
      op: () => copy(a, b, notes),
      got: (n) => notes.counts.push(n),
      moves: [
        () => a.give(3),
        () => b.room(1),
        () => b.give(3),
        () => a.room(1),
        () => a.give(4),
        () => b.room(3),
        () => {
          for (const it of [a, b]) {
            it.give(Infinity);
            it.room(100);
            it.allow("flush", "shutdown");
          }
        },
      ],
      facts: () => [a.out, b.out, rest(a), rest(b)],
    };
  };

/** The reader keeps its buffer between the calls. */
const copiesOutOfBuffer: Make = (notes) => {
  let reader: io.BufReader<Slow> | undefined;
  let source: Slow | undefined;
  let to: Slow | undefined;
  const scene = copies((a, b) => {
    source = a;
    to = b;
    return io.copyBuf((reader ??= new io.BufReader(a, 4)), b);
  })(notes);
  let rest = "";
  // Nobody has read of it, if it was cut before its first poll.
  const left = () => {
    if (source === undefined) return "abcdefghij";
    rest ||= text(reader!.buffer()) + restOf(source);
    return to!.out + rest;
  };
  return {
    ...scene,
    facts: left,
    wrong: () => [left() !== "abcdefghij" && "bytes are lost or doubled"],
  };
};

const at = (method: string) => `io/write-ext.ts#AsyncWriteExt.${method}`;
const nothingWritten = "a write that is dropped has written nothing";

export const writeRows: Rows = {
  "io.AsyncIo.write": {
    at: at("write"),
    cases: [
      {
        verdict: "safe",
        note: nothingWritten,
        scenes: simply((it) => it.write("abcdefgh")),
      },
    ],
    said: "safe",
  },
  "io.AsyncIo.writeVectored": {
    at: at("writeVectored"),
    cases: [
      {
        verdict: "safe",
        note: nothingWritten,
        scenes: simply((it) => it.writeVectored(["abc", "defgh"])),
      },
    ],
    said: "safe",
  },
  "io.AsyncIo.writeBuf": {
    at: at("writeBuf"),
    cases: [
      {
        verdict: "safe",
        note: nothingWritten,
        scenes: from((it, data) => it.writeBuf(data)),
      },
    ],
    said: "safe",
  },
  "io.AsyncIo.writeAll": {
    at: at("writeAll"),
    cases: [
      {
        verdict: "unsafe",
        note: "some of the bytes are written, and nobody can know how many; see {@link writeAllBuf}",
        scenes: simply((it) => it.writeAll("abcdefgh")),
      },
    ],
    said: "unsafe",
  },
  "io.AsyncIo.writeAllBuf": {
    at: at("writeAllBuf"),
    cases: [
      {
        verdict: "safe",
        note: "what is left in `from` has not been written, and the rest has",
        scenes: from((it, data) => it.writeAllBuf(data)),
      },
    ],
    said: "safe",
  },
  "io.WriteNumbers": {
    at: "io/numbers.ts#WriteNumbers",
    cases: [
      { when: "of one byte", verdict: "safe", scenes: writeNumbers(true) },
      {
        when: "of more",
        verdict: "unsafe",
        note: "some of the bytes may be written",
        scenes: writeNumbers(false),
      },
    ],
    said: "nothing",
  },
  "io.AsyncIo.flush": {
    at: at("flush"),
    cases: [
      {
        verdict: "safe",
        note: "flush again to wait for the rest",
        scenes: ending((it) => it.flush()),
      },
    ],
    said: "nothing",
  },
  "io.AsyncIo.shutdown": {
    at: at("shutdown"),
    cases: [
      {
        verdict: "safe",
        note: "shut down again to wait for the rest",
        scenes: ending((it) => it.shutdown()),
      },
    ],
    said: "nothing",
  },
  "io.copy": {
    at: "io/copy.ts#copy",
    cases: [
      {
        verdict: "unsafe",
        note: "up to 8 KiB that were read are lost",
        scenes: [copies((a, b) => io.copy(a, b))],
      },
    ],
    said: "nothing",
  },
  "io.copyBuf": {
    at: "io/copy.ts#copyBuf",
    cases: [
      {
        verdict: "anew",
        note: "what was not written is still in the reader",
        scenes: [copiesOutOfBuffer],
      },
    ],
    said: "nothing",
  },
  "io.copyBidirectional": {
    at: "io/copy.ts#copyBidirectional",
    cases: [
      {
        verdict: "unsafe",
        note: "up to 8 KiB in each direction are lost",
        scenes: [copies((a, b) => io.copyBidirectional(a, b))],
      },
    ],
    said: "nothing",
  },
};
