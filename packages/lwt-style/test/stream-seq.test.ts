// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import { expect, test } from "vitest";
import { Lwt, LwtStream } from "../src/index.js";
import { Boom, trace } from "./support.js";
import { attempt, watch } from "./watch.js";

const { get } = LwtStream;

type Seq = Parameters<typeof LwtStream.ofLwtSeq<number>>[0];
type Node = Lwt.Promise<
  ReturnType<Seq> extends Lwt.Promise<infer N> ? N : never
>;

const cons = (value: number, next: Seq) =>
  ({ _tag: "Cons", value, next }) as const;

test("a lazy sequence MUST be read as the stream is, and a node that rejects again", () => {
  expect(
    trace((log) => {
      let n = 0;
      const [p, r] = Lwt.task<ReturnType<typeof cons>>();
      const from = (k: number) => (): Node => {
        n += 1;
        log(`node ${k}`);
        if (n === 2) return Lwt.fail(new Boom());
        if (k === 4) throw new Boom();
        return k === 3 ? p : Lwt.return(cons(k, from(k + 1)));
      };
      const s = LwtStream.ofLwtSeq(from(1));
      const read = (name: string): void =>
        attempt(log, name, () => watch(log, name, get(s)));
      for (const name of ["a", "b", "c"]) read(name);
      const d = get(s);
      watch(log, "d", d);
      Lwt.cancel(d);
      read("e");
      Lwt.wakeup(r, cons(3, from(4)));
      read("f");
    }),
  ).toBe(
    "node 1; a=1; node 2; b!Boom; node 2; c=2; node 3; d!Canceled; e=3; node 4; f raises Boom",
  );
});

test("a JavaScript iterable MUST be read as the stream is by ofSeq, at once by ofIterable", () => {
  expect(
    trace((log) => {
      function* numbers(): Generator<number> {
        for (const x of [1, 2]) {
          log(`yield ${x}`);
          yield x;
        }
      }
      const lazy = LwtStream.ofSeq(numbers());
      watch(log, "a", get(lazy));
      watch(log, "b", get(lazy));
      watch(log, "c", get(lazy));
      const eager = LwtStream.ofIterable(numbers());
      watch(log, "d", get(eager));
    }),
  ).toBe("yield 1; a=1; yield 2; b=2; c=none; yield 1; yield 2; d=1");
});
