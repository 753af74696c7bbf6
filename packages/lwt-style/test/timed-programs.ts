/** The programs of recorded/timed.ml on limits and timeouts, under the same names. */
import { Lwt, LwtEngine, LwtThrottle, LwtTimeout } from "../src/index.js";
import { LwtUnix } from "../src/unix.js";
import { Boom, type Log, nameOf } from "./support.js";

export type Program = (log: Log) => Lwt.Promise<unknown>;

const Limit = LwtThrottle.Make<number>({
  equal: (a, b) => a === b,
  hash: (key) => key,
});
type Limiter = LwtThrottle.Throttle<number>;

const st = (p: Lwt.Promise<boolean>): string =>
  Lwt.isSleeping(p) ? "sleep" : String(Lwt.poll(p));

function pass(
  log: Log,
  limit: Limiter,
  label: string,
  key: number,
): Lwt.Promise<void> {
  const p = Limit.wait(limit, key);
  log(`${label} ${st(p)}`);
  if (Lwt.isSleeping(p)) {
    Lwt.onAny(
      p,
      (passed) => log(`${label} ${passed}`),
      (exn) => log(`${label} ${nameOf(exn)}`),
    );
  }
  return Lwt.map(() => {}, p);
}

const letters = ["a", "b", "c", "d", "e", "f", "g"];

const throttle: Readonly<Record<string, Program>> = {
  "throttle, one channel": (log) => {
    const limit = Limit.create({ rate: 2, max: 10, n: 1 });
    return Lwt.join(letters.map((label) => pass(log, limit, label, 0)));
  },
  "throttle, full": (log) => {
    const limit = Limit.create({ rate: 1, max: 2, n: 1 });
    return Lwt.join(letters.map((label) => pass(log, limit, label, 0)));
  },
  "throttle, many channels": (log) => {
    const limit = Limit.create({ rate: 1, max: 100, n: 1 });
    return Lwt.join(
      [5, 3, 21, 37, 4, 20, 16].flatMap((key) =>
        ["a", "b", "c"].map((label) => pass(log, limit, `${key}${label}`, key)),
      ),
    );
  },
  "throttle, table grows": (log) => {
    const limit = Limit.create({ rate: 1, max: 1000, n: 1 });
    const keys = Array.from({ length: 40 }, (_, i) => i * 7);
    for (const key of keys) void Limit.wait(limit, key);
    return Lwt.join(
      keys.toReversed().map((key) => pass(log, limit, `${key}`, key)),
    );
  },
  "throttle, asks again": Lwt.fn(function* (log) {
    const limit = Limit.create({ rate: 2, max: 10, n: 1 });
    for (let i = 1; i < 7; i++) yield* pass(log, limit, `${i}`, 0);
  }),
  "throttle, canceled": Lwt.fn(function* (log) {
    const limit = Limit.create({ rate: 1, max: 2, n: 1 });
    const a = pass(log, limit, "a", 0);
    const b = pass(log, limit, "b", 0);
    const c = pass(log, limit, "c", 0);
    Lwt.cancel(b);
    const d = pass(log, limit, "d", 0);
    yield* Lwt.join([a, c, d]);
    yield* pass(log, limit, "e", 0);
    yield* pass(log, limit, "f", 0);
  }),
  "throttle, clean in between": Lwt.fn(function* (log) {
    const limit = Limit.create({ rate: 1, max: 2, n: 1 });
    yield* pass(log, limit, "a", 0);
    yield* LwtUnix.sleep(0.75);
    yield* pass(log, limit, "b", 0);
    yield* LwtUnix.sleep(1.5);
    log(`${LwtEngine.timerCount()} timers`);
    yield* LwtUnix.sleep(0.25);
    yield* pass(log, limit, "c", 0);
    yield* pass(log, limit, "d", 0);
  }),
  ...Object.fromEntries(
    [
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, -1],
      [1, 1, 0],
    ].map(([rate, max, n]) => [
      `throttle, rate ${rate} max ${max} n ${n}`,
      (log: Log) => {
        Limit.create({ rate: rate!, max: max!, n: n! });
        log("made");
        return Lwt.returnUnit;
      },
    ]),
  ),
};

/** Waits until the wheel stands still. */
const rest = (): Lwt.Promise<void> => LwtUnix.sleep(30);

const timeout = (log: Log, label: string, n: number): LwtTimeout.Timeout =>
  LwtTimeout.create(n, () => log(label));

const timeouts: Readonly<Record<string, Program>> = {
  "timeout, start": (log) => {
    const [a, b] = [timeout(log, "a", 1), timeout(log, "b", 3)];
    LwtTimeout.start(b);
    LwtTimeout.start(a);
    return rest();
  },
  "timeout, of one moment": (log) => {
    for (const label of letters) LwtTimeout.start(timeout(log, label, 2));
    return rest();
  },
  "timeout, in the middle of a second": Lwt.fn(function* (log) {
    const [a, b] = [timeout(log, "a", 2), timeout(log, "b", 2)];
    const c = timeout(log, "c", 1);
    LwtTimeout.start(a);
    yield* LwtUnix.sleep(0.5);
    LwtTimeout.start(b);
    LwtTimeout.start(c);
    yield* rest();
  }),
  "timeout, stop": (log) => {
    const [a, b] = [timeout(log, "a", 2), timeout(log, "b", 2)];
    LwtTimeout.start(a);
    LwtTimeout.start(b);
    LwtTimeout.stop(a);
    LwtTimeout.stop(a);
    return rest();
  },
  "timeout, start again": Lwt.fn(function* (log) {
    const a = timeout(log, "a", 3);
    LwtTimeout.start(a);
    yield* LwtUnix.sleep(2.5);
    LwtTimeout.start(a);
    yield* rest();
    LwtTimeout.start(a);
    yield* rest();
  }),
  "timeout, change": Lwt.fn(function* (log) {
    const [a, b] = [timeout(log, "a", 3), timeout(log, "b", 2)];
    LwtTimeout.start(a);
    LwtTimeout.change(a, 5);
    LwtTimeout.change(b, 1);
    yield* LwtUnix.sleep(1.5);
    LwtTimeout.start(b);
    LwtTimeout.change(a, 10);
    yield* rest();
  }),
  "timeout, starts itself": (log) => {
    let count = 0;
    const a = LwtTimeout.create(1, () => {
      count += 1;
      log(`a ${count}`);
      if (count < 4) LwtTimeout.start(a);
    });
    LwtTimeout.start(a);
    return rest();
  },
  "timeout, wheel grows while it turns": Lwt.fn(function* (log) {
    LwtTimeout.start(timeout(log, "a", 2));
    LwtTimeout.start(timeout(log, "b", 4));
    yield* LwtUnix.sleep(1.5);
    LwtTimeout.start(timeout(log, "c", 40));
    LwtTimeout.start(timeout(log, "d", 3));
    yield* rest();
    yield* rest();
  }),
  "timeout, raises": Lwt.fn(function* (log) {
    const hook = Lwt.asyncExceptionHook.current;
    Lwt.asyncExceptionHook.current = (exn) => log(`hook ${nameOf(exn)}`);
    const raises = LwtTimeout.create(1, () => {
      throw new Boom();
    });
    LwtTimeout.start(raises);
    LwtTimeout.start(timeout(log, "after", 1));
    yield* rest();
    LwtTimeout.setExnHandler((exn) => log(`handler ${nameOf(exn)}`));
    LwtTimeout.start(raises);
    yield* rest();
    LwtTimeout.setExnHandler((exn) => Lwt.asyncExceptionHook.current(exn));
    Lwt.asyncExceptionHook.current = hook;
  }),
  "timeout, timers": Lwt.fn(function* (log) {
    const count = (): void => log(`${LwtEngine.timerCount()} timers`);
    const a = timeout(log, "a", 2);
    LwtTimeout.start(a);
    count();
    LwtTimeout.stop(a);
    yield* LwtUnix.sleep(0.5);
    count();
    yield* LwtUnix.sleep(1);
    count();
  }),
  "timeout, of 0": (log) => Lwt.return(timeout(log, "a", 0)),
  "timeout, of -1": (log) => Lwt.return(timeout(log, "a", -1)),
  "timeout, changed to 0": (log) => {
    LwtTimeout.change(timeout(log, "a", 1), 0);
    return Lwt.returnUnit;
  },
};

export const programs: Readonly<Record<string, Program>> = {
  ...throttle,
  ...timeouts,
};
