/** Sleeps, and what promises keep in memory. */
import type { Row } from "bench";
import * as T from "fp-ts/lib/Task.js";
import { Lwt, LwtEngine, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";

const SLEEPS = 100_000;
/** The deadlines, in milliseconds: spread over a tenth of a second. */
const delay = (i: number): number => (i * 7919) % 100;

const sleeps: Row = {
  id: "sleeps",
  title: "one of 100,000 sleeps, made and fired",
  unit: "cpu ns",
  batch: SLEEPS,
  original: true,
  runs: {
    subject: (n) =>
      LwtMain.run(Lwt.join(many(n, (i) => LwtUnix.sleep(delay(i) / 1000))))(),
    native: (n) =>
      Promise.all(
        many(
          n,
          (i) => new Promise<void>((resolve) => setTimeout(resolve, delay(i))),
        ),
      ),
    "fp-ts": (n) =>
      Promise.all(many(n, (i) => T.delay(delay(i))(T.of(undefined))())),
  },
};

function many<A>(n: number, make: (i: number) => A): A[] {
  const made = Array.from<A>({ length: n });
  for (let i = 0; i < n; i++) made[i] = make(i);
  return made;
}

const HOUR = 3600;
/** Those of earlier rounds: what sleeps there stays. */
const engines: LwtEngine.Engine[] = [];
const [pendingLwt] = Lwt.wait<number>();
const pendingNative = new Promise<number>(() => {});
const idLwt = (x: number): Lwt.Promise<number> => Lwt.return(x);
const id = (x: number): number => x;

/** A Task keeps something once it is called. */
const rows: readonly Omit<Row, "unit" | "original">[] = [
  {
    id: "bytes-return",
    title: "a resolved promise",
    runs: {
      subject: (n) => many(n, (i) => Lwt.return(i)),
      native: (n) => many(n, (i) => Promise.resolve(i)),
      "fp-ts": (n) => many(n, (i) => T.of(i)()),
    },
  },
  {
    id: "bytes-wait",
    title: "a pending promise",
    runs: {
      subject: (n) => many(n, () => Lwt.wait<number>()[0]),
      native: (n) => many(n, () => new Promise<number>(forever)),
    },
  },
  {
    id: "bytes-bind",
    title: "a bind on a pending promise",
    runs: {
      subject: (n) => many(n, () => Lwt.bind(pendingLwt, idLwt)),
      native: (n) => many(n, () => pendingNative.then(id)),
      "fp-ts": (n) =>
        many(n, () => T.chain(T.of<number>)(() => pendingNative)()),
    },
  },
  {
    id: "bytes-sleep",
    title: "a promise that sleeps",
    targets: { native: 3 },
    runs: {
      subject(n) {
        // With timers of their own, for a heap grows by leaps.
        engines.push(LwtEngine.get());
        LwtEngine.set(LwtEngine.realTime(), { transfer: false });
        return many(n, () => LwtUnix.sleep(HOUR));
      },
      native: (n) =>
        many(
          n,
          () =>
            new Promise<void>((resolve) => setTimeout(resolve, HOUR * 1000)),
        ),
      "fp-ts": (n) => many(n, () => T.delay(HOUR * 1000)(T.of(undefined))()),
    },
  },
];

function forever(): void {}

const bytes = rows.map((row): Row => ({
  ...row,
  unit: "bytes",
  original: true,
}));

export const atRest = [sleeps, ...bytes];
