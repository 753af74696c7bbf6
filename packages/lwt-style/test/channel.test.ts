import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Lwt } from "../src/index.js";
import { LwtIo } from "../src/unix.js";
import { runVirtual, st, traceMain } from "./support.js";

const tightPipe = (): LwtIo.Channels =>
  LwtIo.pipe({ inBuffer: new Uint8Array(16), outBuffer: new Uint8Array(16) });

const failure = (p: Lwt.Promise<unknown>): Lwt.Promise<unknown> =>
  Lwt.catch(
    () => p,
    (exn) => Lwt.return(exn),
  );

const nameOf = (exn: unknown): string => (exn as Error).name;

test("operations on a channel MUST go one after the other, whole", async () => {
  const all = await runVirtual(
    Lwt.fn(function* () {
      const [ic, oc] = tightPipe();
      const lines = ["a", "b", "c"].map((c) => c.repeat(40_000));
      const writing = Lwt.join(lines.map((l) => LwtIo.writeLine(oc, l)));
      const read: string[] = [];
      for (const _ of lines) read.push((yield* LwtIo.readLine(ic)).slice(0, 1));
      yield* writing;
      return read;
    }),
  );
  expect(all).toEqual(["a", "b", "c"]);
});

test("one that waits in line and is canceled MUST leave the line", async () => {
  const seen = await traceMain(
    Lwt.fn(function* (log: (event: string) => void) {
      const [ic, oc] = LwtIo.pipe();
      const reads = [1, 2, 3].map(() => LwtIo.readChar(ic));
      Lwt.cancel(reads[1]!);
      yield* LwtIo.write(oc, "xyz");
      log(`${yield* reads[0]!}${yield* reads[2]!} ${st(reads[1]!)}`);
      log(yield* LwtIo.readChar(ic));
    }),
  );
  expect(seen).toBe("xy canceled; z");
});

test("atomic MUST keep others out until it has ended, and its channel be of no use later", async () => {
  const seen = await traceMain(
    Lwt.fn(function* (log: (event: string) => void) {
      const [ic, oc] = LwtIo.pipe();
      let kept = oc;
      const both = LwtIo.atomic((channel: LwtIo.OutputChannel) => {
        kept = channel;
        return Lwt.bind(LwtIo.writeLine(channel, "one"), () =>
          Lwt.bind(Lwt.pause(), () => LwtIo.writeLine(channel, "two")),
        );
      })(oc);
      log(`busy ${LwtIo.isBusy(oc)}`);
      const other = LwtIo.writeLine(oc, "other");
      yield* Lwt.join([both, other]);
      log(`busy ${LwtIo.isBusy(oc)}`);
      log((yield* failure(LwtIo.write(kept, "late"))) as string);
      log(nameOf(yield* failure(LwtIo.close(kept))));
      yield* LwtIo.close(oc);
      log((yield* LwtIo.read(ic)).replaceAll("\n", " "));
    }),
  );
  expect(seen).toBe(
    "busy true; busy false; Error: LwtIo.atomic: the output was lent for the operation only, which has ended; Error; one two other ",
  );
});

test("close MUST come after what is in line, and then all MUST fail with ChannelClosed", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [ic, oc] = tightPipe();
      const writing = LwtIo.write(oc, "x".repeat(100_000));
      const closing = LwtIo.close(oc);
      const later = LwtIo.write(oc, "later");
      const { length } = yield* LwtIo.read(ic);
      yield* writing;
      yield* closing;
      yield* LwtIo.close(oc);
      const exn = yield* failure(later);
      return [length, nameOf(exn), LwtIo.isClosed(oc), LwtIo.isBusy(oc)];
    }),
  );
  expect(seen).toEqual([100_000, "Lwt_io.Channel_closed", true, false]);
});

test("closing an input and aborting MUST reject what is under way at once", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [ic, oc] = LwtIo.pipe();
      const reading = LwtIo.readLine(ic);
      yield* LwtIo.close(ic);
      const writing = LwtIo.pipe()[1];
      const stuck = LwtIo.write(writing, "x".repeat(100_000));
      yield* LwtIo.abort(writing);
      return [
        nameOf(yield* failure(reading)),
        nameOf(yield* failure(stuck)),
        (yield* failure(
          Lwt.bind(LwtIo.write(oc, "x"), () => LwtIo.flush(oc)),
        )) as {
          code: string;
        },
      ];
    }),
  );
  expect(seen).toMatchObject([
    "Lwt_io.Channel_closed",
    "Lwt_io.Channel_closed",
    { code: "EPIPE" },
  ]);
});

test("aborting a channel inside of atomic MUST end what is inside, as in Lwt", async () => {
  const seen = await traceMain(
    Lwt.fn(function* (log: (event: string) => void) {
      const [ic] = LwtIo.pipe();
      const p = LwtIo.atomic((channel: LwtIo.InputChannel) =>
        Lwt.catch(
          () => LwtIo.readLine(channel),
          (exn) => {
            log(nameOf(exn));
            return LwtIo.readLine(channel);
          },
        ),
      )(ic);
      yield* LwtIo.abort(ic);
      log(nameOf(yield* failure(p)));
      log(`closed ${LwtIo.isClosed(ic)} busy ${LwtIo.isBusy(ic)}`);
    }),
  );
  expect(seen).toBe(
    "Lwt_io.Channel_closed; Lwt_io.Channel_closed; closed false busy false",
  );
});

test("numbers MUST be read as they were written, in the order of bytes that is named", async () => {
  const values = fc.record({
    order: fc.constantFrom("LE", "BE" as const),
    int16: fc.integer({ min: -0x8000, max: 0x7fff }),
    int32: fc.integer(),
    int64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    float32: fc.float(),
    float64: fc.double(),
  });
  await fc.assert(
    fc.asyncProperty(values, async (v) => {
      const read = await runVirtual(
        Lwt.fn(function* () {
          const io = v.order === "LE" ? LwtIo.LE : LwtIo.BE;
          const [ic, oc] = tightPipe();
          yield* io.writeInt(oc, v.int32);
          yield* io.writeInt16(oc, v.int16);
          yield* io.writeInt32(oc, v.int32);
          yield* io.writeInt64(oc, v.int64);
          yield* io.writeFloat32(oc, v.float32);
          yield* io.writeFloat64(oc, v.float64);
          yield* LwtIo.close(oc);
          return {
            order: v.order,
            int: yield* io.readInt(ic),
            int16: yield* io.readInt16(ic),
            int32: yield* io.readInt32(ic),
            int64: yield* io.readInt64(ic),
            float32: yield* io.readFloat32(ic),
            float64: yield* io.readFloat64(ic),
          };
        }),
      );
      expect(read).toEqual({ ...v, int: v.int32 });
    }),
  );
});

test("the bytes of a number MUST be those of its order", async () => {
  const bytes = new Uint8Array(6);
  await runVirtual(
    Lwt.fn(function* () {
      const oc = LwtIo.ofBytes(bytes, { mode: LwtIo.output });
      yield* LwtIo.LE.writeInt32(oc, 0x01020304);
      yield* LwtIo.BE.writeInt16(oc, 0x0506);
      const exn = yield* failure(LwtIo.BE.writeInt16(oc, 1));
      expect(exn).toMatchObject({
        message: "LwtIo: the bytes that are written to are full",
      });
      const ic = LwtIo.ofBytes(bytes, { mode: LwtIo.input });
      expect(yield* LwtIo.readBytes(ic, { count: 5 })).toHaveLength(5);
      expect(yield* failure(LwtIo.LE.readInt16(ic))).toBe(LwtIo.EndOfFile);
    }),
  );
  expect([...bytes]).toEqual([4, 3, 2, 1, 5, 6]);
});

test("the buffer MUST be resized with what is in it, and never below 16 bytes", async () => {
  const [ic, oc] = LwtIo.pipe();
  expect(() => LwtIo.resizeBuffer(oc, 15)).toThrow(Lwt.InvalidArgument);
  expect(() => LwtIo.setDefaultBufferSize(15)).toThrow(Lwt.InvalidArgument);
  expect(LwtIo.bufferSize(ic)).toBe(LwtIo.defaultBufferSize());
  const seen = await runVirtual(
    Lwt.fn(function* () {
      yield* LwtIo.write(oc, "a line that is longer than sixteen bytes\n");
      yield* LwtIo.resizeBuffer(oc, 16);
      yield* LwtIo.flush(oc);
      yield* LwtIo.readChar(ic);
      const exn = yield* failure(LwtIo.resizeBuffer(ic, 16));
      yield* LwtIo.resizeBuffer(ic, 64);
      return [
        LwtIo.bufferSize(oc),
        LwtIo.bufferSize(ic),
        (exn as Error).message,
        yield* LwtIo.readLine(ic),
      ];
    }),
  );
  expect(seen).toEqual([
    16,
    64,
    "LwtIo.resizeBuffer: more than that waits to be read",
    " line that is longer than sixteen bytes",
  ]);
});

test("directAccess and block MUST lend the buffer itself, within bounds", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [ic, oc] = tightPipe();
      yield* LwtIo.block(oc, 2, (buffer, at) => {
        buffer.set([104, 105], at);
        return Lwt.returnUnit;
      });
      yield* LwtIo.flush(oc);
      const text = yield* LwtIo.directAccess(
        ic,
        Lwt.fn(function* (access: LwtIo.DirectAccess) {
          const count = yield* access.daPerform();
          const at = access.daPtr;
          access.daPtr += count;
          return Buffer.from(
            access.daBuffer.subarray(at, at + count),
          ).toString();
        }),
      );
      const tooFar = yield* failure(
        LwtIo.directAccess(ic, (access) => {
          access.daPtr += 1;
          return Lwt.returnUnit;
        }),
      );
      const tooBig = yield* failure(LwtIo.block(oc, 17, () => Lwt.returnUnit));
      return [text, (tooFar as Error).message, nameOf(tooBig)];
    }),
  );
  expect(seen).toEqual([
    "hi",
    "LwtIo.directAccess: f has left a wrong daPtr",
    "Invalid_argument",
  ]);
});

test("make MUST not trust a function that says it used more than it was given", async () => {
  const ic = LwtIo.make((_, __, length) => Lwt.return(length + 1), {
    mode: LwtIo.input,
  });
  await expect(runVirtual(() => LwtIo.read(ic))).rejects.toThrow(
    "LwtIo.make: the function to read was given 4096 bytes and says that it has used 4097",
  );
  expect(LwtIo.mode(ic)).toBe(LwtIo.input);
});

test("zero MUST give zeros for ever and null take all", async () => {
  const bytes = await runVirtual(
    Lwt.fn(function* () {
      yield* LwtIo.write(LwtIo.null, "x".repeat(1e6));
      return yield* LwtIo.readBytes(LwtIo.zero, { count: 5 });
    }),
  );
  expect([...bytes]).toEqual([0, 0, 0, 0, 0]);
});
