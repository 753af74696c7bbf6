import * as fc from "fast-check";
import * as E from "fp-ts/lib/Either.js";
import type { Kind, URIS } from "fp-ts/HKT";
import type { MonadTask1 } from "fp-ts/lib/MonadTask.js";
import { pipe } from "fp-ts/lib/function.js";
import * as A from "fp-ts/lib/Array.js";
import * as T from "fp-ts/lib/Task.js";
import * as TE from "fp-ts/lib/TaskEither.js";
import { expect, test } from "vitest";
import { Lwt } from "../src/index.js";

type P = Lwt.Promise<number>;

/** A promise of any kind: resolved, rejected, or resolved later by `go`. */
const anyPromise = fc
  .tuple(fc.constantFrom("now", "later", "fails"), fc.integer())
  .map(([kind, n]) => ({ kind, n }));

function made(spec: { kind: string; n: number }): [P, () => void] {
  if (spec.kind === "now") return [Lwt.of(spec.n), () => {}];
  if (spec.kind === "fails") return [Lwt.fail(spec.n), () => {}];
  const [p, r] = Lwt.wait<number>();
  return [p, () => Lwt.wakeup(r, spec.n)];
}

const outcome = (
  spec: { kind: string; n: number },
  f: (p: P) => P,
): unknown => {
  const [p, go] = made(spec);
  const q = f(p);
  go();
  return Lwt.state(q);
};

const same = (f: (p: P) => P, g: (p: P) => P): void =>
  fc.assert(
    fc.property(anyPromise, (spec) => {
      expect(outcome(spec, f)).toEqual(outcome(spec, g));
    }),
  );

const inc = (n: number): number => n + 1;
const dbl = (n: number): number => n * 2;
const k = (n: number): P => (n % 3 === 0 ? Lwt.fail("3") : Lwt.of(n + 1));
const l = (n: number): P => Lwt.of(n * 2);
const { Monad, Functor, Alt, MonadThrow, Apply } = Lwt;

const back = <X>(te: TE.TaskEither<X, number>): Promise<unknown> =>
  Lwt.toTaskEither(Lwt.fromTaskEither(te))();

const throwing: T.Task<never> = () => {
  throw new Error("thrown");
};

const program = <F extends URIS>(M: MonadTask1<F>): Kind<F, number> =>
  M.chain(M.fromTask(T.of(20)), (n) =>
    M.map(
      M.fromIO(() => 22),
      (m) => n + m,
    ),
  );

test("map MUST keep identity and composition", () => {
  same(
    (p) => Functor.map(p, (n) => n),
    (p) => p,
  );
  same(
    (p) => Functor.map(Functor.map(p, inc), dbl),
    (p) => Functor.map(p, (n) => dbl(inc(n))),
  );
});

test("chain MUST be associative with of as its unit", () => {
  same(
    (p) => Monad.chain(p, Lwt.of),
    (p) => p,
  );
  same(
    (p) => Monad.chain(Monad.chain(p, k), l),
    (p) => Monad.chain(p, (n) => Monad.chain(k(n), l)),
  );
  const promise = Lwt.of(3);
  expect(Monad.chain(Lwt.of(1), () => promise)).toBe(promise);
});

test("ap MUST keep composition, with functions that come later or never", () => {
  const plus = (p: P) => Functor.map(p, (n) => (m: number) => n + m);
  const times = (p: P) => Functor.map(p, (n) => (m: number) => n * m);
  const compose =
    (bc: (n: number) => number) => (ab: (n: number) => number) => (n: number) =>
      bc(ab(n));
  same(
    (p) => Apply.ap(Apply.ap(Functor.map(plus(p), compose), times(p)), k(4)),
    (p) => Apply.ap(plus(p), Apply.ap(times(p), k(4))),
  );
  same(
    (p) => Apply.ap(Apply.ap(Functor.map(plus(k(4)), compose), times(l(5))), p),
    (p) => Apply.ap(plus(k(4)), Apply.ap(times(l(5)), p)),
  );
});

test("ap MUST keep identity, homomorphism and interchange with of", () => {
  const { ap, of } = Lwt.Applicative;
  same(
    (p) =>
      ap(
        of((n: number) => n),
        p,
      ),
    (p) => p,
  );
  same(
    (p) => ap(of(inc), p),
    (p) => Functor.map(p, inc),
  );
  fc.assert(
    fc.property(fc.integer(), (n) => {
      expect(Lwt.state(ap(of(inc), of(n)))).toEqual(Lwt.state(of(inc(n))));
    }),
  );
  const plus = (p: P) => Functor.map(p, (n) => (m: number) => n + m);
  same(
    (p) => ap(plus(p), of(7)),
    (p) =>
      ap(
        of((f: (n: number) => number) => f(7)),
        plus(p),
      ),
  );
});

test("alt MUST be associative and distribute over map", () => {
  same(
    (p) =>
      Alt.alt(
        Alt.alt(p, () => k(3)),
        () => l(1),
      ),
    (p) => Alt.alt(p, () => Alt.alt(k(3), () => l(1))),
  );
  same(
    (p) =>
      Functor.map(
        Alt.alt(p, () => l(1)),
        inc,
      ),
    (p) => Alt.alt(Functor.map(p, inc), () => Functor.map(l(1), inc)),
  );
});

test("throwError MUST be left as it is by chain", () => {
  const thrown = MonadThrow.throwError<string, number>("e");
  expect(Lwt.state(Monad.chain(thrown, k))).toEqual(Lwt.state(thrown));
});

test("toTask MUST take back fromTask", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (n) => {
      expect(await Lwt.toTask(Lwt.fromTask(T.of(n)))()).toBe(n);
    }),
  );
});

test("toTaskEither MUST take back fromTaskEither", async () => {
  expect(await back(TE.right(1))).toEqual(E.right(1));
  expect(await back(TE.left("no"))).toEqual(E.left("no"));
});

test("a Task that rejects or throws MUST reject the promise", async () => {
  await expect(Lwt.toTask(Lwt.fromTask(throwing))()).rejects.toThrow("thrown");
  await expect(
    Lwt.toTask(Lwt.fromTask(() => Promise.reject(new Error("no"))))(),
  ).rejects.toThrow("no");
});

test("one program for any MonadTask MUST give the same with Task and with Lwt", async () => {
  expect(await Lwt.toTask(program(Lwt.MonadTask))()).toBe(42);
  expect(await program(T.MonadTask)()).toBe(42);
});

test("traverse MUST work over Lwt", () => {
  const p = pipe([1, 2, 4], A.traverse(Lwt.Applicative)(k));
  expect(Lwt.poll(p)).toEqual([2, 3, 5]);
});
