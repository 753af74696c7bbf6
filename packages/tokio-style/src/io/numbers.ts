/** Numbers on a stream: `readU16`, `writeF64Le` and the like. */
import { type Effect, Exit } from "effect";
import { pass } from "../internal/io-op.js";
import type { IoError } from "../io-error.js";
import { ReadBuf } from "./read-buf.js";
import { earlyEof, reading } from "./read-ext.js";
import type { AsyncRead, AsyncWrite } from "./traits.js";
import { pollAll, writing } from "./write-ext.js";

/** Those that a `number` holds. */
type Small =
  | "U8"
  | "I8"
  | `${"U16" | "I16" | "U32" | "I32" | "F32" | "F64"}${"" | "Le"}`;
/** Those that take a `bigint`. */
type Big = `${"U" | "I"}${64 | 128}${"" | "Le"}`;

/**
 * Reading numbers: `readU8`, `readI16`, `readU32Le`, `readF64` … Big-endian but
 * for those that end in `Le`. 64 and 128 bits are a `bigint`.
 *
 * Cancellation: of one byte, cancel safe. Of more, not cancel safe: what was
 * read is lost.
 *
 * Errors: `UnexpectedEof` if the stream ends before.
 *
 * Original: `AsyncReadExt::read_u8` …
 */
export interface ReadNumbers extends Reads<Small, number>, Reads<Big, bigint> {}

type Reads<Name extends string, N> = {
  [K in `read${Name}`]: (this: AsyncRead) => Effect.Effect<N, IoError>;
};

/**
 * Writing numbers: `writeU8(n)`, `writeI16(n)`, `writeU32Le(n)` … as
 * {@link ReadNumbers}.
 *
 * Cancellation: of one byte, cancel safe. Of more, not cancel safe: some of the
 * bytes may be written.
 *
 * Errors: a `RangeError` at once for a number that does not fit; `WriteZero`
 * if the stream takes no bytes.
 *
 * Original: `AsyncWriteExt::write_u8` …
 */
export interface WriteNumbers
  extends Writes<Small, number>, Writes<Big, bigint> {}

type Writes<Name extends string, N> = {
  [K in `write${Name}`]: (
    this: AsyncWrite,
    n: N,
  ) => Effect.Effect<void, IoError>;
};

interface Format<N> {
  readonly size: number;
  readonly get: (view: DataView, little: boolean) => N;
  readonly set: (view: DataView, n: N, little: boolean) => void;
  readonly fits: (n: N) => boolean;
}

const HALF = 1n << 64n;

const fitsIn = (bits: number, signed: boolean, n: bigint): boolean =>
  (signed ? BigInt.asIntN(bits, n) : BigInt.asUintN(bits, n)) === n;

function wide(signed: boolean): Format<bigint> {
  return {
    size: 16,
    get: (view, little) => {
      const high = little ? 8 : 0;
      const top = signed
        ? view.getBigInt64(high, little)
        : view.getBigUint64(high, little);
      return top * HALF + view.getBigUint64(8 - high, little);
    },
    set: (view, n, little) => {
      const high = little ? 8 : 0;
      view.setBigUint64(high, BigInt.asUintN(64, n >> 64n), little);
      view.setBigUint64(8 - high, BigInt.asUintN(64, n), little);
    },
    fits: (n) => fitsIn(128, signed, n),
  };
}

function whole(size: 1 | 2 | 4, signed: boolean): Format<number> {
  const bits = size * 8;
  const name = `${signed ? "Int" : "Uint"}${bits as 8 | 16 | 32}` as const;
  const least = signed ? -(2 ** (bits - 1)) : 0;
  return {
    size,
    get: (view, little) => view[`get${name}`](0, little),
    set: (view, n, little) => view[`set${name}`](0, n, little),
    fits: (n) => Number.isInteger(n) && n >= least && n < least + 2 ** bits,
  };
}

function float(size: 4 | 8): Format<number> {
  const name = `Float${(size * 8) as 32 | 64}` as const;
  return {
    size,
    get: (view, little) => view[`get${name}`](0, little),
    set: (view, n, little) => view[`set${name}`](0, n, little),
    fits: (n) => typeof n === "number",
  };
}

function long(signed: boolean): Format<bigint> {
  const name = signed ? "BigInt64" : "BigUint64";
  return {
    size: 8,
    get: (view, little) => view[`get${name}`](0, little),
    set: (view, n, little) => view[`set${name}`](0, n, little),
    fits: (n) => fitsIn(64, signed, n),
  };
}

const FORMATS: Record<string, Format<any>> = {
  U8: whole(1, false),
  I8: whole(1, true),
  U16: whole(2, false),
  I16: whole(2, true),
  U32: whole(4, false),
  I32: whole(4, true),
  U64: long(false),
  I64: long(true),
  U128: wide(false),
  I128: wide(true),
  F32: float(4),
  F64: float(8),
};

function readNumber<N>({ size, get }: Format<N>, little: boolean) {
  return function (this: AsyncRead): Effect.Effect<N, IoError> {
    return reading(this, () => {
      const bytes = new Uint8Array(size);
      const buf = new ReadBuf(bytes);
      return (cx) => {
        for (let left = size; left > 0; left = buf.remaining()) {
          const exit = this.pollRead(cx, buf);
          if (exit?._tag !== "Success") return pass(exit);
          if (buf.remaining() === left) {
            return Exit.fail(earlyEof(this, size, size - left));
          }
        }
        return Exit.succeed(get(new DataView(bytes.buffer), little));
      };
    });
  };
}

function writeNumber<N>(
  name: string,
  { size, set, fits }: Format<N>,
  little: boolean,
) {
  return function (this: AsyncWrite, n: N): Effect.Effect<void, IoError> {
    if (!fits(n)) throw new RangeError(`${name}(${String(n)}): does not fit`);
    const bytes = new Uint8Array(size);
    set(new DataView(bytes.buffer), n, little);
    return writing(this, () => pollAll(this, bytes));
  };
}

export const readNumbers: Record<string, unknown> = {};
export const writeNumbers: Record<string, unknown> = {};

for (const [name, format] of Object.entries(FORMATS)) {
  for (const end of format.size === 1 ? [""] : ["", "Le"]) {
    const little = end === "Le";
    const write = `write${name}${end}`;
    readNumbers[`read${name}${end}`] = readNumber(format, little);
    writeNumbers[write] = writeNumber(write, format, little);
  }
}
