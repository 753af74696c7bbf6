/** The programs of recorded/seq.ml, under the same names. */
import { Lwt, LwtSeq } from "../src/index.js";
import { Boom, nameOf, type Log, st } from "./support.js";

type Program = (log: Log) => void;
type Seq = LwtSeq.Seq<number>;
type F = (x: number) => number;
type Reader = (f: F, s: Seq) => Lwt.Promise<string>;

const odd = (n: number): boolean => n % 2 === 1;
const some = (n: number): number | undefined => (odd(n) ? n * 10 : undefined);
const show = (list: readonly unknown[]): string => `[${list.join(",")}]`;
const list = (s: Seq): Lwt.Promise<string> => Lwt.map(show, LwtSeq.toList(s));
const unit = (p: Lwt.Promise<void>): Lwt.Promise<string> =>
  Lwt.map(() => "()", p);

function result(log: Log, p: Lwt.Promise<string>): void {
  Lwt.onAny(
    p,
    (text) => log(`= ${text}`),
    (exn) => log(`! ${nameOf(exn)}`),
  );
  log(st(p) === "fail" ? "Boom" : st(p));
}

/** A sequence that tells when a node is asked for. */
const told =
  (log: Log, n: number, from = 1): Seq =>
  () => {
    log(`node ${from}`);
    return Lwt.return(
      from > n ? LwtSeq.Nil : LwtSeq.Cons(from, told(log, n, from + 1)),
    );
  };

const raising =
  (log: Log, at: number, from = 1): Seq =>
  () => {
    log(`node ${from}`);
    if (from === at) throw new Boom();
    return Lwt.return(LwtSeq.Cons(from, raising(log, at, from + 1)));
  };

function gated(log: Log, n: number): [Seq, (i: number) => void] {
  const tasks = Array.from({ length: n + 1 }, () => Lwt.task());
  tasks.forEach(([p], i) => Lwt.onCancel(p, () => log(`cancel ${i + 1}`)));
  const node =
    (i: number): Seq =>
    () => {
      log(`node ${i}`);
      return Lwt.map(
        () => (i > n ? LwtSeq.Nil : LwtSeq.Cons(i, node(i + 1))),
        tasks[i - 1]![0],
      );
    };
  const wake = (i: number): void => {
    log(`wake ${i}`);
    Lwt.wakeup(tasks[i - 1]![1], undefined);
  };
  return [node(1), wake];
}

const called =
  (log: Log): F =>
  (x) => {
    log(`call ${x}`);
    return x;
  };

const boomAt =
  <B>(log: Log, n: number, f: (x: number) => B) =>
  (x: number): B => {
    log(`call ${x}`);
    if (x === n) throw new Boom();
    return f(x);
  };

const readers: Readonly<Record<string, Reader>> = {
  fold_left: (f, s) =>
    Lwt.map(
      String,
      LwtSeq.foldLeft((a, x) => a + f(x), 0, s),
    ),
  fold_left_s: (f, s) =>
    Lwt.map(
      String,
      LwtSeq.foldLeftS((a, x) => Lwt.return(a + f(x)), 0, s),
    ),
  iter: (f, s) => unit(LwtSeq.iter((x) => void f(x), s)),
  iter_s: (f, s) => unit(LwtSeq.iterS((x) => Lwt.return(void f(x)), s)),
  iter_p: (f, s) => unit(LwtSeq.iterP((x) => Lwt.return(void f(x)), s)),
  iter_n: (f, s) => unit(LwtSeq.iterN((x) => Lwt.return(void f(x)), s)),
  to_list: (_f, s) => list(s),
  map: (f, s) => list(LwtSeq.map((x) => f(x) * 10, s)),
  map_s: (f, s) => list(LwtSeq.mapS((x) => Lwt.return(f(x) * 10), s)),
  filter: (f, s) => list(LwtSeq.filter((x) => odd(f(x)), s)),
  filter_s: (f, s) => list(LwtSeq.filterS((x) => Lwt.return(odd(f(x))), s)),
  filter_map: (f, s) => list(LwtSeq.filterMap((x) => some(f(x)), s)),
  filter_map_s: (f, s) =>
    list(LwtSeq.filterMapS((x) => Lwt.return(some(f(x))), s)),
  flat_map: (f, s) =>
    list(
      LwtSeq.flatMap((x) => {
        const y = f(x);
        return LwtSeq.ofList([y, y * 10]);
      }, s),
    ),
  append: (f, s) =>
    list(
      LwtSeq.append(s, () => {
        f(1);
        return Lwt.return(LwtSeq.Nil);
      }),
    ),
};

const reading = (name: string, read: Reader): Record<string, Program> => ({
  [`${name}, resolved`]: (log) => result(log, read(called(log), told(log, 3))),
  [`${name}, callback raises at 1`]: (log) =>
    result(log, read(boomAt(log, 1, Number), told(log, 3))),
  [`${name}, callback raises at 2`]: (log) =>
    result(log, read(boomAt(log, 2, Number), told(log, 3))),
  [`${name}, node 1 raises`]: (log) =>
    result(log, read(called(log), raising(log, 1))),
  [`${name}, node 2 raises`]: (log) =>
    result(log, read(called(log), raising(log, 2))),
  [`${name}, pending`]: (log) => {
    const [s, wake] = gated(log, 2);
    result(log, read(called(log), s));
    [1, 2, 3].forEach(wake);
  },
  [`${name}, pending, callback raises at 2`]: (log) => {
    const [s, wake] = gated(log, 2);
    result(log, read(boomAt(log, 2, Number), s));
    [1, 2].forEach(wake);
  },
  [`${name}, canceled`]: (log) => {
    const [s, wake] = gated(log, 2);
    const p = read(called(log), s);
    wake(1);
    Lwt.cancel(p);
    Lwt.onFailure(p, (exn) => log(`! ${nameOf(exn)}`));
    log(st(p));
  },
});

type Iter = (f: (x: number) => Lwt.Promise<void>, s: Seq) => Lwt.Promise<void>;

const iterators: Readonly<Record<string, Iter>> = {
  iter_s: LwtSeq.iterS,
  iter_p: LwtSeq.iterP,
  iter_n: LwtSeq.iterN,
  "iter_n 2": (f, s) => LwtSeq.iterN(f, s, { maxConcurrency: 2 }),
  "iter_n 3": (f, s) => LwtSeq.iterN(f, s, { maxConcurrency: 3 }),
};

/** What happens to the tasks of four callbacks; 0 cancels, -1 rejects. */
const orders = [
  [1, 2, 3, 4],
  [4, 3, 2, 1],
  [2, 1, 4, 3],
  [2, -1],
  [-1, 2, 3, 4],
  [1, 0],
];

const waiting =
  (iterate: Iter, order: readonly number[]): Program =>
  (log) => {
    const tasks = Array.from({ length: 4 }, () => Lwt.task());
    tasks.forEach(([p], i) => Lwt.onCancel(p, () => log(`cancel ${i + 1}`)));
    const p = iterate(
      (x) => {
        log(`call ${x}`);
        return tasks[x - 1]![0];
      },
      told(log, 4),
    );
    for (const n of order) {
      if (n === 0) {
        log("cancel");
        Lwt.cancel(p);
      } else if (n < 0) {
        log(`reject ${-n}`);
        Lwt.wakeupExn(tasks[-n - 1]![1], new Boom());
      } else {
        log(`wake ${n}`);
        Lwt.wakeup(tasks[n - 1]![1], undefined);
      }
    }
    result(log, unit(p));
  };

const step = (n: number): readonly [number, number] | undefined =>
  n > 3 ? undefined : [n, n + 1];
const stepLwt = (
  n: number,
): Lwt.Promise<readonly [number, number] | undefined> => Lwt.return(step(n));

function* plain(log: Log, at: number): Generator<number> {
  for (let n = 1; n <= 3; n++) {
    log(`element ${n}`);
    if (n === at) throw new Boom();
    if (n > 2) return;
    yield n;
  }
}

function* promised(log: Log, at: number): Generator<Lwt.Promise<number>> {
  for (const n of plain(log, at)) yield Lwt.return(n);
}

const builders: Readonly<Record<string, (log: Log) => Seq>> = {
  empty: () => LwtSeq.empty,
  return: () => LwtSeq.return(1),
  return_lwt: () => LwtSeq.returnLwt(Lwt.return(1)),
  "return_lwt, rejected": () => LwtSeq.returnLwt(Lwt.fail(new Boom())),
  cons: (log) => LwtSeq.cons(1, told(log, 1)),
  cons_lwt: (log) => LwtSeq.consLwt(Lwt.return(1), told(log, 1)),
  append: (log) => LwtSeq.append(told(log, 1), told(log, 2)),
  "append, node 1 raises": (log) =>
    LwtSeq.append(raising(log, 1), told(log, 2)),
  "append, second raises": (log) =>
    LwtSeq.append(told(log, 1), raising(log, 1)),
  of_list: () => LwtSeq.ofList([1, 2]),
  unfold: () => LwtSeq.unfold(step, 1),
  "unfold, raises at 1": (log) => LwtSeq.unfold(boomAt(log, 1, step), 1),
  "unfold, raises at 2": (log) => LwtSeq.unfold(boomAt(log, 2, step), 1),
  unfold_lwt: () => LwtSeq.unfoldLwt(stepLwt, 1),
  "unfold_lwt, raises at 1": (log) =>
    LwtSeq.unfoldLwt(boomAt(log, 1, stepLwt), 1),
  "unfold_lwt, raises at 2": (log) =>
    LwtSeq.unfoldLwt(boomAt(log, 2, stepLwt), 1),
  of_seq: (log) => LwtSeq.ofSeq(plain(log, 0)),
  "of_seq, raises at 1": (log) => LwtSeq.ofSeq(plain(log, 1)),
  "of_seq, raises at 2": (log) => LwtSeq.ofSeq(plain(log, 2)),
  of_seq_lwt: (log) => LwtSeq.ofSeqLwt(promised(log, 0)),
  "of_seq_lwt, raises at 1": (log) => LwtSeq.ofSeqLwt(promised(log, 1)),
  "of_seq_lwt, raises at 2": (log) => LwtSeq.ofSeqLwt(promised(log, 2)),
  "of_seq_lwt, rejected": () =>
    LwtSeq.ofSeqLwt([Lwt.return(1), Lwt.fail(new Boom())]),
};

export const programs: Readonly<Record<string, Program>> = {
  ...Object.assign(
    {},
    ...Object.entries(readers).map(([name, read]) => reading(name, read)),
  ),
  ...Object.fromEntries(
    Object.entries(iterators).flatMap(([name, iterate]) =>
      orders.map((order) => [
        `${name}, wake ${order.join(" ")}`,
        waiting(iterate, order),
      ]),
    ),
  ),
  "iter_n 0": (log) =>
    result(
      log,
      unit(
        LwtSeq.iterN(() => Lwt.returnUnit, told(log, 1), { maxConcurrency: 0 }),
      ),
    ),
  lazy: (log) => {
    const s = LwtSeq.map(called(log), told(log, 2));
    log("made");
    result(log, list(s));
    result(log, list(s));
  },
  ...Object.fromEntries(
    Object.entries(builders).map(([name, build]) => [
      name,
      (log: Log) => result(log, list(build(log))),
    ]),
  ),
};
