/** Rules of streams that hold for all bytes, however they are cut. */
import { readFileSync } from "node:fs";
import { Effect, Exit } from "effect";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { future, gen, join, spawn } from "../src/index.js";
import * as io from "../src/io.js";
import { run } from "./support.js";

const cx = future.Context.fromWaker(future.Waker.noop());

test("a duplex MUST give the bytes that were put in, in order, and hold no more than its limit", () => {
  const step = fc.record({
    write: fc.boolean(),
    n: fc.integer({ min: 0, max: 40 }),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.array(step, { maxLength: 200 }),
      (limit, steps) => {
        const [a, b] = io.duplex(limit);
        const held: Array<number> = [];
        let next = 0;
        for (const { write, n } of steps) {
          if (write) {
            const bytes = Uint8Array.from({ length: n }, (_, i) => next + i);
            const exit = a.pollWrite(cx, bytes);
            if (held.length === limit) expect(exit).toBeUndefined();
            else {
              const took = Math.min(n, limit - held.length);
              expect(exit).toEqual(Exit.succeed(took));
              for (let i = 0; i < took; i++) held.push(next++ & 255);
            }
          } else {
            const buf = new io.ReadBuf(new Uint8Array(n));
            const exit = b.pollRead(cx, buf);
            expect(exit === undefined).toBe(held.length === 0);
            expect([...buf.filled()]).toEqual(held.splice(0, n));
          }
        }
      },
    ),
  );
});

test("what is written to one end MUST be read at the other, whatever the sizes of buffers", async () => {
  const sizes = fc.integer({ min: 1, max: 50 });
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 500 }),
      sizes,
      sizes,
      sizes,
      async (data, limit, capacity, chunk) => {
        const got = await run(function* () {
          const [a, b] = io.duplex(limit);
          const [c, d] = io.duplex(limit);
          spawn(
            gen(function* () {
              yield* io.copy(b, new io.BufWriter(c, capacity));
              c.drop();
            }),
          );
          const send = gen(function* () {
            const writer = io.BufWriter.withCapacity(capacity, a);
            for (let at = 0; at < data.length; at += chunk) {
              yield* writer.writeAll(data.subarray(at, at + chunk));
            }
            yield* writer.shutdown();
          });
          const reader = io.BufReader.withCapacity(capacity, d);
          const [, all] = yield* join(send, reader.readToEnd());
          return all;
        });
        expect(got).toEqual(data);
      },
    ),
    { numRuns: 60 },
  );
});

test("lines MUST be those of the text, however its bytes arrive", () => {
  const letters = fc.constantFrom("a", "é", "\n", "\r", "🙂");
  fc.assert(
    fc.property(
      fc.string({ unit: letters, maxLength: 60 }),
      fc.integer({ min: 1, max: 7 }),
      (text, capacity) => {
        const bytes = new TextEncoder().encode(text);
        const reader = new io.BufReader(new io.Cursor(bytes), capacity);
        const lines = reader.lines();
        const got: Array<string> = [];
        for (;;) {
          const exit = lines.pollNextLine(cx)!;
          const line = Effect.runSync(exit);
          if (line === undefined) break;
          got.push(line);
        }
        const expected = text.split("\n");
        if (expected.at(-1) === "") expected.pop();
        const complete = text.endsWith("\n") ? Infinity : expected.length - 1;
        expect(got).toEqual(
          expected.map((line, i) =>
            i < complete && line.endsWith("\r") ? line.slice(0, -1) : line,
          ),
        );
      },
    ),
  );
});

test("numbers that do not fit MUST be refused at once", () => {
  const to = new io.Cursor();
  for (const write of [
    () => to.writeU8(256),
    () => to.writeI8(-129),
    () => to.writeU16(1.5),
    () => to.writeU32Le(-1),
    () => to.writeI64(1n << 63n),
    () => to.writeU128(-1n),
  ]) {
    expect(write).toThrow(RangeError);
  }
});

test("the streams of io MUST need nothing of Node", () => {
  const seen = new Set<string>();
  const outside = new Set<string>();
  const visit = (url: URL): void => {
    if (seen.has(url.href)) return;
    seen.add(url.href);
    const source = readFileSync(url, "utf8");
    for (const [, type, name] of source.matchAll(
      /^(?:import|export)( type)?\b[^;]*? from "([^"]+)";/gms,
    )) {
      if (type !== undefined) continue;
      if (!name!.startsWith(".")) outside.add(name!.split("/")[0]!);
      else visit(new URL(name!.replace(/\.js$/, ".ts"), url));
    }
  };
  visit(new URL("../src/io.ts", import.meta.url));
  expect(seen.size).toBeGreaterThan(20);
  expect([...outside]).toEqual(["effect"]);
});
