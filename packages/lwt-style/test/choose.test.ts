// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import * as fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { Lwt } from "../src/index.js";
import { ignore, st } from "./support.js";

beforeEach(Lwt.restartDraws);

test("choose among resolved promises MUST draw as OCaml 4.13 does from an empty seed", () => {
  const [never] = Lwt.wait<number>();
  const drawn = Array.from({ length: 20 }, () =>
    Lwt.poll(
      Lwt.choose([
        Lwt.return(0),
        Lwt.return(1),
        Lwt.return(2),
        never,
        Lwt.return(3),
      ]),
    ),
  );
  expect(drawn).toEqual([
    0, 2, 2, 0, 2, 3, 0, 2, 2, 1, 0, 1, 2, 3, 3, 2, 0, 3, 0, 2,
  ]);
  const failed: unknown[] = [];
  for (let i = 0; i < 5; i++) {
    const p = Lwt.choose<number>([
      Lwt.return(0),
      Lwt.fail("a"),
      Lwt.fail("b"),
      Lwt.fail("c"),
    ]);
    Lwt.onFailure(p, (exn) => failed.push(exn));
  }
  expect(failed).toEqual(["a", "c", "b", "a", "b"]);
});

test("choose, pick, nchoose and npick of nothing MUST throw", () => {
  for (const f of [Lwt.choose, Lwt.pick, Lwt.nchoose, Lwt.npick]) {
    expect(() => f([])).toThrow(Lwt.InvalidArgument);
  }
});

test("nchooseSplit MUST give the pending ones in reverse only if some were resolved already", () => {
  const [a] = Lwt.wait<number>();
  const [b] = Lwt.wait<number>();
  const [c, rc] = Lwt.wait<number>();
  const now = Lwt.poll(Lwt.nchooseSplit([a, Lwt.return(1), b]));
  expect(now?.[0]).toEqual([1]);
  expect(now?.[1]).toEqual([b, a]);
  const later = Lwt.nchooseSplit([a, c, b]);
  Lwt.wakeup(rc, 2);
  expect(Lwt.poll(later)).toEqual([[2], [a, b]]);
});

test("npick MUST collect what is fulfilled, then cancel the others", () => {
  const [a, ra] = Lwt.task<number>();
  const [b] = Lwt.task<number>();
  const p = Lwt.npick([a, b]);
  Lwt.wakeup(ra, 1);
  expect(Lwt.poll(p)).toEqual([1]);
  expect(st(b)).toBe("canceled");
});

test("join and both MUST wait for all and reject with the first rejection", () => {
  const [a, ra] = Lwt.wait();
  const [b, rb] = Lwt.wait();
  const j = Lwt.both(a, b);
  Lwt.wakeupExn(rb, "b");
  expect(st(j)).toBe("sleep");
  Lwt.wakeupExn(ra, "a");
  expect(Lwt.state(j)).toEqual({ _tag: "Fail", exn: "b" });
});

test("all MUST give the values in the order of the promises, whatever resolves first", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 0, maxLength: 8 }).chain((values) =>
        fc.tuple(
          fc.constant(values),
          fc.shuffledSubarray(
            values.map((_, i) => i),
            { minLength: values.length, maxLength: values.length },
          ),
        ),
      ),
      ([values, order]) => {
        const made = values.map((value) => {
          const [q, r] = Lwt.wait<number>();
          return { q, wake: () => Lwt.wakeup(r, value) };
        });
        const p = Lwt.all(made.map(({ q }) => q));
        for (const i of order) made.at(i)?.wake();
        expect(Lwt.poll(p)).toEqual(values);
      },
    ),
  );
});

test("dontWait MUST give a rejection to its handler, at once or later", () => {
  const seen: unknown[] = [];
  const [p, r] = Lwt.wait();
  Lwt.dontWait(
    () => Lwt.fail("now"),
    (exn) => seen.push(exn),
  );
  Lwt.dontWait(
    () => p,
    (exn) => seen.push(exn),
  );
  Lwt.onFailure(p, ignore);
  Lwt.wakeupExn(r, "later");
  expect(seen).toEqual(["now", "later"]);
});
