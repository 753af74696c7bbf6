// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import { expect, test } from "vitest";
import { Lwt, LwtStream } from "../src/index.js";
import { Boom, trace } from "./support.js";
import { attempt, watch } from "./watch.js";

const { create, get, ofList, toList } = LwtStream;

test("combine MUST ask both at once, and lose an element of the longer one", () => {
  expect(
    trace((log) => {
      const [s, ps] = create<number>();
      const [t, pt] = create<number>();
      const asked = (name: string, of: LwtStream.Stream<number>) =>
        LwtStream.from(() => {
          log(`ask ${name}`);
          return get(of);
        });
      const m = LwtStream.combine(asked("s", s), asked("t", t));
      watch(log, "a", get(m));
      pt(1);
      ps(2);
      ps(3);
      ps(5);
      watch(log, "b", get(m));
      pt(undefined);
      watch(log, "s", get(s));
    }),
  ).toBe("ask s; ask t; a=[2,1]; ask s; ask t; b=none; s=5");
});

test("append MUST read the second only after the end of the first", () => {
  expect(
    trace((log) => {
      const [s, ps] = create<number>();
      const [t, pt] = create<number>();
      const m = LwtStream.append(s, t);
      watch(log, "a", get(m));
      pt(1);
      ps(2);
      watch(log, "b", get(m));
      ps(undefined);
      watch(log, "c", get(m));
      pt(undefined);
      watch(log, "d", get(m));
    }),
  ).toBe("a=2; b=1; c=none; d=none");
});

test("concat MUST wait for streams and for elements, past the empty ones", () => {
  expect(
    trace((log) => {
      const [top, ptop] = create<LwtStream.Stream<number>>();
      const [s, ps] = create<number>();
      const m = LwtStream.concat(top);
      watch(log, "a", get(m));
      ptop(ofList<number>([]));
      ptop(s);
      ps(1);
      ptop(undefined);
      watch(log, "b", get(m));
      ps(undefined);
      watch(log, "c", get(m));
    }),
  ).toBe("a=1; b=none; c=none");
});

test("choose MUST draw among the streams that have an element, as Lwt does", () => {
  expect(
    trace((log) => {
      Lwt.restartDraws();
      const [s, ps] = create<number>();
      const [t, pt] = create<number>();
      const m = LwtStream.choose([
        s,
        t,
        ofList([1, 2, 3, 4]),
        ofList([10, 20, 30]),
      ]);
      for (const name of "abcdefg") watch(log, name, get(m));
      log(".");
      watch(log, "h", get(m));
      pt(7);
      watch(log, "i", get(m));
      ps(8);
      watch(log, "j", get(m));
      ps(undefined);
      pt(undefined);
      watch(log, "k", get(m));
    }),
  ).toBe("a=1; b=2; c=3; d=4; e=10; f=20; g=30; .; h=7; i=8; j=none; k=none");
});

test("choose MUST reject for ever once a stream has, as in Lwt", () => {
  expect(
    trace((log) => {
      const [p, r] = Lwt.wait<number>();
      const [t, pt] = create<number>();
      const m = LwtStream.choose([LwtStream.from(() => p), t]);
      pt(1);
      watch(log, "a", get(m));
      Lwt.wakeupExn(r, new Boom());
      pt(2);
      watch(log, "b", get(m));
      watch(log, "c", get(m));
    }),
  ).toBe("a=1; b!Boom; c!Boom");
});

test("choose MUST keep the element that it has where the source throws at the next", () => {
  expect(
    trace((log) => {
      let n = 0;
      const s = LwtStream.fromDirect(() => {
        n += 1;
        if (n === 2) throw new Boom();
        return n > 3 ? undefined : n;
      });
      const m = LwtStream.choose([s]);
      for (const name of ["a", "b", "c", "d"]) {
        attempt(log, name, () => watch(log, name, get(m)));
      }
    }),
  ).toBe("a raises Boom; b=1; c=3; d=none");
});

test("choose of a stream twice MUST read it twice at once", () => {
  expect(
    trace((log) => {
      Lwt.restartDraws();
      const [s, ps] = create<number>();
      const m = LwtStream.choose([s, s]);
      watch(log, "a", get(m));
      ps(1);
      watch(log, "b", get(m));
      ps(2);
      watch(log, "c", get(m));
      ps(undefined);
      watch(log, "d", get(m));
    }),
  ).toBe("a=1; b=1; c=2; d=1");
});

test("hexdump MUST print bytes as hexdump -C does, those of characters in UTF-8", () => {
  const dump = (s: LwtStream.Stream<string | number>): unknown =>
    Lwt.poll(toList(LwtStream.hexdump(s)));
  expect(
    dump(ofList([...Array.from("Hello, world! 0123456789\n\0"), 0xff])),
  ).toEqual([
    "00000000|  48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 21 20 30 31  |Hello, world! 01|",
    "00000010|  32 33 34 35 36 37 38 39  0a 00 ff                 |23456789...|",
  ]);
  expect(dump(LwtStream.ofString("hé€😀"))).toEqual([
    "00000000|  68 c3 a9 e2 82 ac f0 9f  98 80                    |h.........|",
  ]);
  expect(dump(LwtStream.ofString(""))).toEqual([]);
  expect(dump(LwtStream.ofString("12345678"))).toEqual([
    "00000000|  31 32 33 34 35 36 37 38                           |12345678|",
  ]);
});
