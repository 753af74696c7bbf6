/** Numbers in binary: `Lwt_io.LE`, `Lwt_io.BE`. */
import { endianness } from "node:os";
import * as Lwt from "../../Lwt.js";
import { blockOf } from "./bytes.js";
import { type InputChannel, type OutputChannel, primitive } from "./channel.js";
import { autoFlush } from "./flush.js";

type Reader<A> = (ic: InputChannel) => Lwt.Promise<A>;
type Writer<A> = (oc: OutputChannel, value: A) => Lwt.Promise<void>;

/**
 * Reading and writing of numbers; rejected with `EndOfFile` when there are not
 * enough bytes. What is too large is cut to its size, as in OCaml.
 */
export interface NumberIo {
  /** 32 bits. */
  readonly readInt: Reader<number>;
  readonly readInt16: Reader<number>;
  readonly readInt32: Reader<number>;
  readonly readInt64: Reader<bigint>;
  readonly readFloat32: Reader<number>;
  readonly readFloat64: Reader<number>;
  /** 32 bits. */
  readonly writeInt: Writer<number>;
  readonly writeInt16: Writer<number>;
  readonly writeInt32: Writer<number>;
  readonly writeInt64: Writer<bigint>;
  readonly writeFloat32: Writer<number>;
  readonly writeFloat64: Writer<number>;
}

const reader =
  <A>(size: number, get: (view: DataView) => A): Reader<A> =>
  (ic) =>
    primitive(ic, (core) =>
      blockOf(core, size, (buffer, at) =>
        Lwt.return(get(viewOf(buffer, at, size))),
      ),
    );

const writer =
  <A>(size: number, set: (view: DataView, value: A) => void): Writer<A> =>
  (oc, value) =>
    primitive(oc, (core) =>
      blockOf(core, size, (buffer, at) => {
        set(viewOf(buffer, at, size), value);
        if (core.performIo !== undefined) autoFlush(core);
        return Lwt.returnUnit;
      }),
    );

const viewOf = (bytes: Uint8Array, at: number, size: number): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset + at, size);

function numbers(little: boolean): NumberIo {
  const readInt32 = reader(4, (view) => view.getInt32(0, little));
  const writeInt32 = writer<number>(4, (view, n) =>
    view.setInt32(0, n, little),
  );
  return {
    readInt: readInt32,
    readInt16: reader(2, (view) => view.getInt16(0, little)),
    readInt32,
    readInt64: reader(8, (view) => view.getBigInt64(0, little)),
    readFloat32: reader(4, (view) => view.getFloat32(0, little)),
    readFloat64: reader(8, (view) => view.getFloat64(0, little)),
    writeInt: writeInt32,
    writeInt16: writer(2, (view, n) => view.setInt16(0, n, little)),
    writeInt32,
    writeInt64: writer<bigint>(8, (view, n) => view.setBigInt64(0, n, little)),
    writeFloat32: writer(4, (view, n) => view.setFloat32(0, n, little)),
    writeFloat64: writer(8, (view, n) => view.setFloat64(0, n, little)),
  };
}

/** The least byte first. Original: `Lwt_io.LE` */
export const LE: NumberIo = numbers(true);
/** The greatest byte first. Original: `Lwt_io.BE` */
export const BE: NumberIo = numbers(false);

/** `Lwt_io.byte_order` */
export type ByteOrder = "Little_endian" | "Big_endian";

/** That of this machine. Original: `Lwt_io.system_byte_order` */
export const systemByteOrder: ByteOrder =
  endianness() === "LE" ? "Little_endian" : "Big_endian";

/** As in `LE` or `BE`, whichever this machine is. */
export const {
  readInt,
  readInt16,
  readInt32,
  readInt64,
  readFloat32,
  readFloat64,
  writeInt,
  writeInt16,
  writeInt32,
  writeInt64,
  writeFloat32,
  writeFloat64,
} = endianness() === "LE" ? LE : BE;
