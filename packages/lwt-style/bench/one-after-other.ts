/** Binds on what is resolved and on what is pending; chains; `let%lwt`. */
import type { Row } from "bench";
import { pipe } from "fp-ts/lib/function.js";
import * as T from "fp-ts/lib/Task.js";
import { Lwt, LwtMain } from "lwt-style";

const succLwt = (x: number): Lwt.Promise<number> => Lwt.return(x + 1);
const succ = (x: number): number => x + 1;
const succNative = (x: number): Promise<number> => Promise.resolve(x + 1);
const succTask = (x: number): T.Task<number> => T.of(x + 1);

const bindResolved: Row = {
  id: "bind-resolved",
  title: "bind on a resolved promise",
  unit: "ns",
  original: true,
  targets: { native: 5, original: 0.9 },
  runs: {
    subject(n) {
      let p = Lwt.return(0);
      for (let i = 0; i < n; i++) p = Lwt.bind(p, succLwt);
      return p;
    },
    async native(n) {
      let x = 0;
      for (let i = 0; i < n; i++) x = await Promise.resolve(x + 1);
      return x;
    },
    async "fp-ts"(n) {
      let x = 0;
      for (let i = 0; i < n; i++) x = await pipe(T.of(x), T.chain(succTask))();
      return x;
    },
  },
};

/** How many steps a recursive loop has, how many links a chain. */
const LENGTH = 1000;

const loopLwt = (i: number): Lwt.Promise<void> =>
  i === 0 ? Lwt.returnUnit : Lwt.bind(Lwt.return(i), (j) => loopLwt(j - 1));

const loopNative = (i: number): Promise<void> =>
  i === 0
    ? Promise.resolve()
    : Promise.resolve(i).then((j) => loopNative(j - 1));

const loopTask = (i: number): T.Task<void> =>
  i === 0
    ? T.of(undefined)
    : pipe(
        T.of(i),
        T.chain((j) => loopTask(j - 1)),
      );

const loop: Row = {
  id: "loop",
  title: "a step of a recursive loop",
  unit: "ns",
  batch: LENGTH,
  original: true,
  runs: {
    subject(n) {
      for (let i = 0; i < n; i += LENGTH) void loopLwt(LENGTH);
    },
    async native(n) {
      for (let i = 0; i < n; i += LENGTH) await loopNative(LENGTH);
    },
    async "fp-ts"(n) {
      for (let i = 0; i < n; i += LENGTH) await loopTask(LENGTH)();
    },
  },
};

/** The two ways to go on: with a promise, and with a value. */
const STEPS = {
  bind: {
    subject: (p: Lwt.Promise<number>) => Lwt.bind(p, succLwt),
    // A promise that `then` is given back it must wait for in its turn.
    native: (p: Promise<number>) => p.then(succNative),
    task: (t: T.Task<number>) => pipe(t, T.chain(succTask)),
  },
  map: {
    subject: (p: Lwt.Promise<number>) => Lwt.map(succ, p),
    native: (p: Promise<number>) => p.then(succ),
    task: (t: T.Task<number>) => pipe(t, T.map(succ)),
  },
};

type Step = keyof typeof STEPS;

/** Waking what waits for one promise, again and again. */
function wakingOf(step: Step): Row["runs"] {
  const { subject, native } = STEPS[step];
  return {
    subject(n) {
      let p2: Lwt.Promise<number> | undefined;
      for (let i = 0; i < n; i++) {
        const [p, r] = Lwt.wait<number>();
        p2 = subject(p);
        Lwt.wakeup(r, i);
      }
      return p2;
    },
    async native(n) {
      let p2: Promise<number> | undefined;
      for (let i = 0; i < n; i++) {
        let resolve!: (x: number) => void;
        const p = new Promise<number>((r) => (resolve = r));
        p2 = native(p);
        resolve(i);
        // The jobs of a thousand are done at once: no round holds them all.
        if (i % 1000 === 999) await p2;
      }
      await p2;
    },
  };
}

/** Chains of so many links, each waiting for the one before. */
function chainOf(step: Step, length: number): Row["runs"] {
  const { subject, native, task } = STEPS[step];
  return {
    subject(n) {
      for (let i = 0; i < n; i += length) {
        const [p, r] = Lwt.wait<number>();
        let end = p;
        for (let j = 0; j < length; j++) end = subject(end);
        Lwt.wakeup(r, 0);
      }
    },
    async native(n) {
      for (let i = 0; i < n; i += length) {
        let resolve!: (x: number) => void;
        let end = new Promise<number>((r) => (resolve = r));
        for (let j = 0; j < length; j++) end = native(end);
        resolve(0);
        await end;
      }
    },
    async "fp-ts"(n) {
      for (let i = 0; i < n; i += length) {
        let end = T.of(0);
        for (let j = 0; j < length; j++) end = task(end);
        await end();
      }
    },
  };
}

const bindPending: Row = {
  id: "bind-pending",
  title: "bind on a pending promise, then wakeup",
  unit: "ns",
  original: true,
  targets: { native: 3, original: 1.6 },
  runs: wakingOf("bind"),
};

const mapPending: Row = {
  id: "map-pending",
  title: "map on a pending promise, then wakeup",
  unit: "ns",
  original: true,
  runs: wakingOf("map"),
};

const chain: Row = {
  id: "chain",
  title: "a link of a chain of 1,000 pending binds",
  unit: "ns",
  batch: LENGTH,
  original: true,
  targets: { native: 4, "fp-ts": 40, original: 3 },
  runs: chainOf("bind", LENGTH),
};

const mapChain: Row = {
  id: "map-chain",
  title: "a link of a chain of 1,000 pending maps",
  unit: "ns",
  batch: LENGTH,
  original: true,
  runs: chainOf("map", LENGTH),
};

const MILLION = 1_000_000;
// A Task of a million links overflows the stack when it is called.
const { subject, native } = chainOf("bind", MILLION);

const chainMillion: Row = {
  id: "chain-million",
  title: "a link of a chain of 1,000,000 pending binds",
  unit: "ns",
  batch: MILLION,
  original: true,
  runs: { subject: subject!, native: native! },
};

const genLwt = Lwt.fn(function* (n: number) {
  let x = 0;
  for (let i = 0; i < n; i++) x = yield* Lwt.return(x + 1);
  return x;
});

const gen: Row = {
  id: "gen",
  title: "let%lwt / yield* of a resolved promise",
  unit: "ns",
  original: true,
  runs: { subject: genLwt, native: bindResolved.runs["native"]! },
};

const pauseLoopLwt = (i: number): Lwt.Promise<void> =>
  i === 0 ? Lwt.returnUnit : Lwt.bind(Lwt.pause(), () => pauseLoopLwt(i - 1));

const pauseLoop: Row = {
  id: "pause-loop",
  title: "a pause in a recursive loop (native: a turn of setImmediate)",
  unit: "ns",
  original: true,
  targets: { original: 3 },
  runs: {
    subject: (n) => LwtMain.run(pauseLoopLwt(n))(),
    async native(n) {
      for (let i = 0; i < n; i++)
        await new Promise<void>((resolve) => setImmediate(resolve));
    },
  },
};

const ready = Promise.resolve();

const genPauseLwt = Lwt.fn(function* (n: number) {
  for (let i = 0; i < n; i++) yield* Lwt.pause();
});

const genPause: Row = {
  id: "gen-pause",
  title: "let%lwt / yield* of a pause (native: a microtask)",
  unit: "ns",
  original: true,
  runs: {
    subject: (n) => LwtMain.run(genPauseLwt(n))(),
    async native(n) {
      for (let i = 0; i < n; i++) await ready;
    },
  },
};

export const oneAfterOther = [
  bindResolved,
  loop,
  bindPending,
  mapPending,
  chain,
  mapChain,
  chainMillion,
  gen,
  pauseLoop,
  genPause,
];
