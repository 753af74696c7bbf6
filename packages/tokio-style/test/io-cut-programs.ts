/** Programs of recorded/io.rs that cut operations short at each poll. */
import { Effect } from "effect";
import { gen } from "../src/index.js";
import * as io from "../src/io.js";
import { bytes, cut, cuts, option, Script, shown, text } from "./io-script.js";
import { log } from "./support.js";

const ok = () => "ok";
const COMMA = 0x2c;
type Program = () => Effect.Effect<any, any>;

const rest = (s: Script): string => s.rest();
/** A stream beside the memory that an operation fills. */
const beside =
  <B>(steps: string, data: string, make: () => B) =>
  () => ({ s: new Script(steps, data), b: make() });
const filled = ({ s, b }: { s: Script; b: Uint8Array }) =>
  `${s.rest()} <${text(b)}>`;
const grown = ({ s, b }: { s: Script; b: io.ByteVec }) =>
  `${s.rest()} <${text(b.asSlice())}>`;
const array = (n: number) => () => new Uint8Array(n);
const vec = (data = "") => {
  const made = new io.ByteVec();
  made.extendFromSlice(bytes(data));
  return made;
};

const buffered = (steps: string, data: string) => () =>
  io.BufReader.withCapacity(4, new Script(steps, data));
const bufRest = (r: io.BufReader<Script> | io.BufWriter<Script>) =>
  `${text(r.buffer())} ${r.getRef().rest()}`;
const loadedWriter = () => {
  const w = io.BufWriter.withCapacity(4, new Script("1P1PP"));
  return Effect.as(w.writeAll("abc"), w);
};

/** Cuts the same reader again and again, at a later poll each time. */
const inTurn =
  (
    steps: string,
    data: string,
    next: (r: io.BufReader<Script>) => () => Effect.Effect<string>,
  ): Program =>
  () =>
    gen(function* () {
      const script = new Script(steps, data, true);
      const pieces = next(io.BufReader.withCapacity(4, script));
      for (let k = 0; k < 5; k++) {
        log(`${k}: ${(yield* cut(k, pieces())) ?? "cut"}`);
      }
    });

const reads: Record<string, Program> = {
  "cut-read": cuts(
    beside("PP3", "abcdef", array(4)),
    ({ s, b }) => shown(s.read(b)),
    filled,
  ),
  "cut-read-exact": cuts(
    beside("2P1PP", "abcdefgh", array(6)),
    ({ s, b }) => shown(s.readExact(b)),
    filled,
  ),
  "cut-read-exact-eof": cuts(
    beside("2P", "abc", array(6)),
    ({ s, b }) => shown(s.readExact(b)),
    filled,
  ),
  "cut-read-exact-error": cuts(
    beside("2PE", "abc", array(6)),
    ({ s, b }) => shown(s.readExact(b)),
    filled,
  ),
  "cut-read-buf": cuts(
    beside("P", "abcdef", () => new io.ByteVec(4)),
    ({ s, b }) => shown(s.readBuf(b)),
    grown,
  ),
  "cut-read-to-end": cuts(
    beside("2P1PP", "abcdefgh", () => vec("<")),
    ({ s, b }) => shown(s.readToEnd(b)),
    grown,
  ),
  "cut-read-to-end-error": cuts(
    beside("2PE", "abcdefgh", vec),
    ({ s, b }) => shown(s.readToEnd(b)),
    grown,
  ),
  "cut-read-to-string": cuts(
    () => new Script("2P1P", "abcdefgh"),
    (s) => shown(s.readToString()),
    rest,
  ),
  "cut-read-u8": cuts(
    () => new Script("PP", "abc"),
    (s) => shown(s.readU8()),
    rest,
  ),
  "cut-read-u32": cuts(
    () => new Script("1P2P", "abcdef"),
    (s) => shown(s.readU32()),
    rest,
  ),
  "cut-read-u16-eof": cuts(
    () => new Script("P", "a"),
    (s) => shown(s.readU16()),
    rest,
  ),
  "cut-take": cuts(
    beside("1P3P", "abcdefgh", vec),
    ({ s, b }) => shown(s.take(5).readToEnd(b)),
    grown,
  ),
  "cut-chain": cuts(
    beside("1PP", "ab", vec),
    ({ s, b }) => shown(s.chain(new io.Cursor(bytes("xyz"))).readToEnd(b)),
    grown,
  ),
  "cut-fill-buf": cuts(
    buffered("PP3", "abcdef"),
    (s) => shown(s.fillBuf(), text),
    bufRest,
  ),
  "cut-read-until": cuts(
    () => ({ r: buffered("2PP", "abcde,fg")(), b: vec() }),
    ({ r, b }) => shown(r.readUntil(COMMA, b)),
    ({ r, b }) => `${bufRest(r)} <${text(b.asSlice())}>`,
  ),
  "cut-read-line": cuts(
    buffered("2PP", "abcde\nfg"),
    (s) => shown(s.readLine(), (line) => text(bytes(line))),
    bufRest,
  ),
  "cut-lines": inTurn("2PP1P3PPP", "abcde\nfg\nh", (r) => {
    const lines = r.lines();
    return () => shown(lines.nextLine(), option);
  }),
  "cut-split": inTurn("2PP1P3PPP", "abcde,fg,h", (r) => {
    const parts = r.split(COMMA);
    return () =>
      shown(parts.nextSegment(), (it) => (it === undefined ? it : text(it)));
  }),
};

const writes: Record<string, Program> = {
  "cut-write": cuts(
    () => new Script("PP3"),
    (s) => shown(s.write("abcdef")),
    rest,
  ),
  "cut-write-all": cuts(
    () => new Script("2P1PP"),
    (s) => shown(s.writeAll("abcdef"), ok),
    rest,
  ),
  "cut-write-all-zero": cuts(
    () => new Script("2P0"),
    (s) => shown(s.writeAll("abcdef"), ok),
    rest,
  ),
  "cut-write-all-error": cuts(
    () => new Script("2PE"),
    (s) => shown(s.writeAll("abcdef"), ok),
    rest,
  ),
  "cut-write-buf": cuts(
    beside("P3", "", () => vec("abcdef")),
    ({ s, b }) => shown(s.writeBuf(b)),
    ({ s, b }) => `${s.rest()} ${6 - b.length}`,
  ),
  "cut-write-all-buf": cuts(
    beside("2P3P", "", () => vec("abcdef")),
    ({ s, b }) => shown(s.writeAllBuf(b), ok),
    ({ s, b }) => `${s.rest()} ${6 - b.length}`,
  ),
  "cut-write-u32": cuts(
    () => new Script("1P2P"),
    (s) => shown(s.writeU32(0x61626364), ok),
    rest,
  ),
  "cut-write-u16-zero": cuts(
    () => new Script("1P0"),
    (s) => shown(s.writeU16(0x6162), ok),
    rest,
  ),
  "cut-flush": cuts(
    () => new Script("PP"),
    (s) => shown(s.flush(), ok),
    rest,
  ),
  "cut-shutdown": cuts(
    () => new Script("PE"),
    (s) => shown(s.shutdown(), ok),
    rest,
  ),
  "cut-buf-writer": cuts(
    loadedWriter,
    (w) => shown(w.writeAll("defg"), ok),
    bufRest,
  ),
  "cut-buf-flush": cuts(loadedWriter, (w) => shown(w.flush(), ok), bufRest),
};

const two =
  (from: string, data: string, to: string, back = "") =>
  () => ({
    a: new Script(from, data),
    b: new Script(to, back),
  });
const both = ({ a, b }: { a: Script; b: Script }) => `${a.rest()} ${b.rest()}`;
const pair = ([there, back]: [number, number]) => `(${there}, ${back})`;

const copies: Record<string, Program> = {
  "cut-copy": cuts(
    two("3P2P", "abcdefgh", "1P9P-P"),
    ({ a, b }) => shown(io.copy(a, b)),
    both,
  ),
  "cut-copy-zero": cuts(
    two("", "abc", "10"),
    ({ a, b }) => shown(io.copy(a, b)),
    both,
  ),
  "cut-copy-buf": cuts(
    () => ({
      a: buffered("3P2P", "abcdefgh")(),
      b: new Script("1P9P-P"),
    }),
    ({ a, b }) => shown(io.copyBuf(a, b)),
    ({ a, b }) => `${bufRest(a)} ${b.rest()}`,
  ),
  "cut-copy-bidirectional": cuts(
    two("3P2PP", "abcde", "P2PP1P", "uvw"),
    ({ a, b }) => shown(io.copyBidirectional(a, b), pair),
    both,
  ),
  "cut-copy-bidirectional-error": cuts(
    two("3P", "abcde", "PPE", "uvw"),
    ({ a, b }) => shown(io.copyBidirectional(a, b), pair),
    both,
  ),
};

export const cutPrograms = { ...reads, ...writes, ...copies };
