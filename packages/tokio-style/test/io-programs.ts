/** Programs of recorded/io.rs on streams in memory and their buffers. */
import type { Effect } from "effect";
import {
  fn,
  future,
  gen,
  join,
  select,
  spawn,
  task,
  time,
} from "../src/index.js";
import * as io from "../src/io.js";
import { bytes, logs, option, Script, shown, text } from "./io-script.js";
import { log } from "./support.js";

const LINES = "one\ntwo\r\n\nthree";
const ok = () => "ok";

const writes = fn(function* (to: io.DuplexStream, data: string) {
  for (let at = 0; at < data.length;) {
    const n = yield* to.write(data.slice(at));
    log(`wrote ${n}`);
    at += n;
  }
});

/** Counts to 300 and logs each 64th. */
const each64 = fn(function* (
  name: string,
  once: () => Effect.Effect<unknown, io.IoError>,
) {
  for (let i = 0; i < 300; i++) {
    yield* once();
    if (i % 64 === 0) log(`${name} ${i}`);
  }
});

export const duplexPrograms: Record<string, () => Effect.Effect<any, any>> = {
  "duplex-back-pressure": () =>
    gen(function* () {
      const [a, b] = io.duplex(4);
      const w = spawn(
        gen(function* () {
          yield* writes(a, "abcdefghij");
          yield* logs(a.shutdown(), () => "shut");
          return yield* shown(a.write("x"));
        }),
      );
      const buf = new Uint8Array(3);
      for (let n = -1; n !== 0;) {
        n = yield* b.read(buf);
        log(`read ${text(buf.subarray(0, n))}`);
      }
      log(yield* w);
      log(yield* b.read(buf));
    }),
  "duplex-drop": () =>
    gen(function* () {
      const [a, b] = io.duplex(2);
      const w = spawn(
        gen(function* () {
          yield* logs(a.writeAll("abcd"));
          yield* logs(a.read(new Uint8Array(1)));
          yield* logs(a.flush(), () => "flushed");
        }),
      );
      yield* task.yieldNow();
      log("drop");
      b.drop();
      yield* w;
      const [c, d] = io.duplex(2);
      const r = spawn(
        gen(function* () {
          const buf = new Uint8Array(2);
          yield* logs(d.readExact(buf));
          log(text(buf));
        }),
      );
      yield* task.yieldNow();
      yield* c.writeAll("a");
      c.drop();
      yield* r;
    }),
  "duplex-ping-pong": () =>
    gen(function* () {
      const [a, b] = io.duplex(1);
      const echo = spawn(
        gen(function* () {
          const one = new Uint8Array(1);
          while ((yield* b.read(one)) > 0) {
            log(`echoes ${text(one)}`);
            yield* b.writeAll(one);
          }
        }),
      );
      for (const c of "xyz") {
        yield* a.writeAll(c);
        log(`sent ${c}`);
        log(`heard ${text(yield* a.readExact(1))}`);
      }
      a.drop();
      yield* echo;
    }),
  "duplex-stale-waker": () =>
    gen(function* () {
      const [a, b] = io.duplex(1);
      const t = spawn(
        gen(function* () {
          const { _tag } = yield* select(
            { read: b.read(1), timeout: time.sleep(1) },
            { biased: true },
          );
          log(_tag);
          let polls = 0;
          const nap = future.pin(time.sleep(9));
          yield* future.pollFn((cx) => {
            log(`poll ${++polls}`);
            return nap.poll(cx);
          });
        }),
      );
      yield* time.sleep(5);
      yield* logs(a.write("q"));
      yield* t;
      yield* logs(b.read(new Uint8Array(1)));
    }),
  "duplex-budget": () =>
    gen(function* () {
      const [a, b] = io.duplex(1000);
      const t = spawn(each64("w", () => a.writeU8(1)));
      const u = spawn(
        gen(function* () {
          yield* each64("r", () => b.readU8());
          yield* each64("e", () => io.empty().read(1));
        }),
      );
      const v = spawn(
        gen(function* () {
          for (let i = 0; i < 6; i++) {
            log(`y ${i}`);
            yield* task.yieldNow();
          }
        }),
      );
      for (const each of [t, u, v]) yield* each;
    }),
  "duplex-read-to-end": () =>
    gen(function* () {
      const [a, b] = io.duplex(1000);
      const w = spawn(
        gen(function* () {
          using writer = a;
          for (let i = 0; i < 3; i++) {
            log(`wrote ${yield* writer.write("x".repeat(700))}`);
          }
        }),
      );
      yield* logs(b.readToEnd(new io.ByteVec()));
      yield* w;
    }),
  "split-halves": () =>
    gen(function* () {
      const [a, b] = io.duplex(3);
      const [ar, aw] = io.split(a);
      const [br, bw] = io.split(b);
      const e = spawn(
        gen(function* () {
          yield* logs(io.copy(br, bw));
          yield* bw.shutdown();
        }),
      );
      yield* join(
        gen(function* () {
          yield* aw.writeAll("hello world");
          log("written");
          yield* aw.shutdown();
        }),
        gen(function* () {
          const all = yield* ar.readToString();
          log(all.length);
          log(all);
        }),
      );
      yield* e;
      log(ar.isPairOf(aw));
    }),
};

export const bufferPrograms: Record<string, () => Effect.Effect<any, any>> = {
  "buf-reader": () =>
    gen(function* () {
      const script = new Script("3P9", "abcdefghijklmnop");
      const r = io.BufReader.withCapacity(4, script);
      const two = new Uint8Array(2);
      for (let i = 0; i < 3; i++) {
        yield* logs(r.read(two));
        log(`${text(two)} [${text(r.buffer())}]`);
      }
      const many = new Uint8Array(6);
      yield* logs(r.read(many));
      log(`${text(many)} [${text(r.buffer())}]`);
      yield* logs(r.read(many));
      log(text(many));
      yield* logs(r.fillBuf(), text);
      r.consume(1);
      log(text(r.buffer()));
      r.consume(9);
      log(text(r.buffer()));
      yield* logs(r.write("thru"));
      yield* logs(r.flush(), ok);
    }),
  "buf-writer": () =>
    gen(function* () {
      const w = io.BufWriter.withCapacity(4, new Script("2P1-P"));
      for (const part of ["ab", "cd", "e", "fghij", "k", "lmn"]) {
        yield* logs(w.write(part));
        log(`[${text(w.buffer())}] [${w.getRef().out}]`);
      }
      yield* logs(w.flush(), ok);
      yield* logs(w.write("z"));
      yield* logs(w.shutdown(), ok);
      log(w.intoInner().out);
    }),
  "buf-writer-errors": () =>
    gen(function* () {
      const w = io.BufWriter.withCapacity(8, new Script("2E0-"));
      yield* w.writeAll("abcdef");
      for (let i = 0; i < 3; i++) {
        yield* logs(w.flush(), ok);
        if (i < 2) log(text(w.buffer()));
      }
      log(w.intoInner().out);
    }),
  "buf-stream": () =>
    gen(function* () {
      const s = new io.BufStream(new Script("", LINES), {
        readerCapacity: 4,
        writerCapacity: 4,
      });
      yield* s.writeAll("xy");
      const line = yield* s.readLine();
      log(line.length);
      log(text(bytes(line)));
      yield* s.flush();
    }),
  "buf-seek": () =>
    gen(function* () {
      const digits = () => new io.Cursor(bytes("0123456789"));
      const r = io.BufReader.withCapacity(4, digits());
      const one = new Uint8Array(1);
      yield* r.readExact(one);
      log(text(r.buffer()));
      yield* logs(r.seek(io.SeekFrom.Current(1)));
      log(text(r.buffer()));
      yield* r.readExact(one);
      log(text(one));
      yield* logs(r.seek(io.SeekFrom.End(-3)));
      yield* r.readExact(one);
      log(text(one));
      yield* logs(r.seek(io.SeekFrom.Current(-99)));
      yield* logs(r.streamPosition());
      yield* logs(r.rewind(), () => "start");
      const w = io.BufWriter.withCapacity(4, digits());
      yield* w.writeAll("ab");
      yield* logs(w.seek(io.SeekFrom.Start(5)));
      yield* w.writeAll("cd");
      yield* w.flush();
      log(text(w.getRef().getRef()));
    }),
  lines: () =>
    gen(function* () {
      const over = (data: string | Uint8Array, capacity?: number, steps = "") =>
        new io.BufReader(
          typeof data === "string"
            ? new Script(steps, data, true)
            : new io.Cursor(data),
          capacity,
        );
      const lines = over(LINES, 4).lines();
      for (let line; (line = yield* lines.nextLine()) !== undefined;) {
        log(`[${line}]`);
      }
      log((yield* lines.nextLine()) === undefined);
      const strange = over(new Uint8Array([97, 10, 255, 10, 98, 10])).lines();
      for (let i = 0; i < 4; i++) yield* logs(strange.nextLine(), option);
      const failing = over("ab\ncd", 3, "2E9").lines();
      for (let i = 0; i < 4; i++) yield* logs(failing.nextLine(), option);
      const parts = over(",a,,b").split(0x2c);
      for (let part; (part = yield* parts.nextSegment()) !== undefined;) {
        log(`[${text(part)}]`);
      }
      const last = over("a,b");
      for (let i = 0; i < 3; i++) {
        const into = new io.ByteVec();
        yield* logs(last.readUntil(0x2c, into));
        log(text(into.asSlice()));
      }
    }),
  numbers: () =>
    gen(function* () {
      const w = new io.Cursor();
      yield* w.writeU8(200);
      yield* w.writeI8(-3);
      yield* w.writeU16(0x0102);
      yield* w.writeU16Le(0x0102);
      yield* w.writeI16(-2);
      yield* w.writeI32Le(-70000);
      yield* w.writeU64(1n << 60n);
      yield* w.writeI64Le(-5n);
      yield* w.writeU128(1n << 100n);
      yield* w.writeI128Le(-(1n << 90n));
      yield* w.writeF32(1.5);
      yield* w.writeF64Le(-0.1);
      log(`[${[...w.getRef()].join(", ")}]`);
      w.setPosition(0);
      log(yield* w.readU8());
      log(yield* w.readI8());
      log(yield* w.readU16());
      log(yield* w.readU16Le());
      log(yield* w.readI16());
      log(yield* w.readI32Le());
      log(yield* w.readU64());
      log(yield* w.readI64Le());
      log(yield* w.readU128());
      log(yield* w.readI128Le());
      log(yield* w.readF32());
      log(yield* w.readF64Le());
      yield* logs(w.readF64Le());
    }),
  simple: () =>
    gen(function* () {
      const buf = new Uint8Array(3).fill(1);
      const r = "r".charCodeAt(0);
      yield* logs(io.empty().read(buf));
      yield* logs(io.repeat(r).read(buf));
      log(text(buf));
      yield* logs(io.sink().write("abc"));
      yield* logs(io.copy(io.repeat(r).take(20000), io.sink()));
      const t = new io.Cursor(bytes("abcdef")).take(4);
      yield* logs(t.fillBuf(), text);
      t.consume(3);
      log(t.limit());
      t.setLimit(2);
      yield* logs(t.read(buf));
      yield* logs(t.read(buf));
      const c = new io.Cursor(bytes("ab\n")).chain(new io.Cursor(bytes("cd")));
      let all = "";
      for (let i = 0; i < 3; i++) {
        const line = yield* c.readLine();
        log(line.length);
        all += line;
      }
      log(text(bytes(all)));
    }),
};
