import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Lwt, LwtMain, LwtStream } from "../src/index.js";
import { LwtIo } from "../src/unix.js";
import { runVirtual, st } from "./support.js";

const bytes = (text: string): Uint8Array => Buffer.from(text);
const input = (text: string): LwtIo.InputChannel =>
  LwtIo.ofBytes(bytes(text), { mode: LwtIo.input });

/** A pipe whose channels have the least buffers, so that they are often full. */
const tightPipe = (): LwtIo.Channels =>
  LwtIo.pipe({ inBuffer: new Uint8Array(16), outBuffer: new Uint8Array(16) });

const failure = (p: Lwt.Promise<unknown>): Lwt.Promise<unknown> =>
  Lwt.catch(
    () => p,
    (exn) => Lwt.return(exn),
  );

test("readLine MUST end a line at \\n or \\r\\n, and give the last one without an end", async () => {
  const lines = await runVirtual(() =>
    LwtStream.toList(LwtIo.readLines(input("a\r\nb\n\nc\rd\n\r\nlast\r"))),
  );
  expect(lines).toEqual(["a", "b", "", "c\rd", "", "last\r"]);
});

test("at the end readLine and readChar MUST reject with EndOfFile, the others give nothing", async () => {
  const ic = input("");
  const seen = await runVirtual(
    Lwt.fn(function* () {
      return [
        yield* failure(LwtIo.readLine(ic)),
        yield* failure(LwtIo.readChar(ic)),
        yield* failure(LwtIo.readIntoExactly(ic, new Uint8Array(1), 0, 1)),
        yield* LwtIo.readLineOpt(ic),
        yield* LwtIo.readCharOpt(ic),
        yield* LwtIo.read(ic),
        yield* LwtIo.read(ic, { count: 3 }),
      ];
    }),
  );
  const { EndOfFile: end } = LwtIo;
  expect(seen).toEqual([end, end, end, undefined, undefined, "", ""]);
});

test("text MUST come out of a pipe as it went in, however it is cut", async () => {
  const pieces = fc.array(fc.string({ unit: "binary", maxLength: 40 }), {
    maxLength: 12,
  });
  const counts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(pieces, counts, async (texts, sizes) => {
      const [ic, oc] = tightPipe();
      const write = Lwt.fn(function* () {
        for (const text of texts) yield* LwtIo.write(oc, text);
        yield* LwtIo.close(oc);
      });
      const read = Lwt.fn(function* () {
        let all = "";
        for (let i = 0; ; i++) {
          const count = sizes[i % sizes.length]!;
          const part = yield* LwtIo.read(ic, { count });
          if (part === "") return all;
          all += part;
        }
      });
      const [, all] = await runVirtual(() => Lwt.both(write(), read()));
      expect(all).toBe(Buffer.from(texts.join("")).toString());
    }),
    { numRuns: 50 },
  );
});

test("characters MUST be those that TextDecoder sees, and none be cut by a count", async () => {
  const text = "aé€😀z";
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const parts: string[] = [];
      const ic = input(text);
      for (let part = "x"; part !== ""; parts.push(part)) {
        part = yield* LwtIo.read(ic, { count: 2 });
      }
      const broken = LwtIo.ofBytes(Buffer.from([0xe2, 0x82, 0x41, 0xff]), {
        mode: LwtIo.input,
      });
      return [
        parts,
        yield* LwtStream.toList(LwtIo.readChars(input(text))),
        yield* LwtStream.toList(LwtIo.readChars(broken)),
      ];
    }),
  );
  expect(seen).toEqual([
    ["a", "é", "€", "😀", "z", ""],
    ["a", "é", "€", "😀", "z"],
    ["\ufffd", "\ufffd", "A", "\ufffd"],
  ]);
});

test.each(["readLine", "read", "readCount"] as const)(
  "%s that is canceled in the middle MUST lose nothing",
  async (which) => {
    const line = await runVirtual(
      Lwt.fn(function* () {
        const [ic, oc] = tightPipe();
        yield* LwtIo.write(oc, "more than the buffer of ");
        yield* LwtIo.flush(oc);
        const p = {
          readLine: () => LwtIo.readLine(ic),
          read: () => LwtIo.read(ic),
          readCount: () => LwtIo.read(input(""), { count: 1 }),
        }[which]();
        yield* Lwt.pause();
        yield* Lwt.pause();
        Lwt.cancel(p);
        yield* LwtIo.write(oc, "sixteen bytes\n");
        return yield* LwtIo.readLine(ic);
      }),
    );
    expect(line).toBe("more than the buffer of sixteen bytes");
  },
);

test("a writer MUST wait while the pipe is full, and what is held be bounded", async () => {
  const held = 16 + 64 * 1024;
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [ic, oc] = tightPipe();
      let written = 0;
      const writer = Lwt.gen(function* () {
        for (; written < 2e5; written += 10)
          yield* LwtIo.write(oc, "0123456789");
        yield* LwtIo.close(oc);
      });
      for (let i = 0; i < 100; i++) yield* Lwt.pause();
      const before = written;
      const all = yield* LwtIo.read(ic);
      yield* writer;
      return [before <= held, before > held - 16, all.length];
    }),
  );
  expect(seen).toEqual([true, true, 2e5]);
});

test("what was written MUST be flushed a pause later, and not before", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [ic, oc] = LwtIo.pipe();
      const states: string[] = [];
      yield* LwtIo.write(oc, "x");
      const p = LwtIo.readChar(ic);
      states.push(st(p), String(LwtIo.buffered(oc)));
      yield* Lwt.pause();
      states.push(String(LwtIo.buffered(oc)));
      states.push(yield* p);
      return states;
    }),
  );
  expect(seen).toEqual(["sleep", "1", "0", "x"]);
});

test("when main ends its outputs MUST be flushed", async () => {
  const [ic, oc] = LwtIo.pipe();
  await runVirtual(() => LwtIo.write(oc, "said at last"));
  expect(LwtIo.buffered(oc)).toBe(0);
  await runVirtual(() => LwtIo.close(oc));
  expect(await runVirtual(() => LwtIo.read(ic))).toBe("said at last");
});

test("with no main an output MUST be flushed in the host's next turn", async () => {
  const [ic, oc] = LwtIo.pipe();
  Lwt.ignoreResult(LwtIo.write(oc, "now"));
  expect(LwtIo.buffered(oc)).toBe(3);
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(LwtIo.buffered(oc)).toBe(0);
  await expect(LwtMain.run(LwtIo.read(ic, { count: 9 }))()).resolves.toBe(
    "now",
  );
});

test("flushAll MUST flush every output that is open, and ignore those that fail", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [ic1, oc1] = LwtIo.pipe();
      const [ic2, oc2] = LwtIo.pipe();
      yield* LwtIo.close(ic2);
      yield* LwtIo.write(oc1, "kept");
      yield* LwtIo.write(oc2, "lost");
      yield* LwtIo.flushAll();
      const { length } = yield* LwtIo.read(ic1, { count: 9 });
      return [LwtIo.buffered(oc1), LwtIo.buffered(oc2), length];
    }),
  );
  expect(seen).toEqual([0, 4, 4]);
});

test("flush MUST tell what the writing fails with, close MUST ignore it", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [ic, oc] = LwtIo.pipe();
      yield* LwtIo.close(ic);
      yield* LwtIo.write(oc, "x");
      const exn = yield* failure(LwtIo.flush(oc));
      yield* LwtIo.close(oc);
      return exn;
    }),
  );
  expect(seen).toMatchObject({ code: "EPIPE" });
});
