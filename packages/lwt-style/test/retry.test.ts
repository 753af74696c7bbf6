/** LwtRetry. The events are those of lwt_retry 5.9.3 over Lwt 5.6.1. */
import * as E from "fp-ts/lib/Either.js";
import { expect, test } from "vitest";
import { Lwt, LwtRetry, LwtStream } from "../src/index.js";
import { LwtUnix } from "../src/unix.js";
import { Boom, type Log, nameOf, traceTimed } from "./support.js";

const { defaultSleepDuration, Fatal, nTimes, onError, Retry, withSleep } =
  LwtRetry;

type Outcome =
  | LwtRetry.Error<number, number>
  | { readonly ok: number }
  | "raise"
  | "reject"
  | "slow";
type Attempt = LwtRetry.Attempt<number, number, number>;

const ok = (value: number): Outcome => ({ ok: value });
const forever = Array.from({ length: 20 }, (_, i) => Retry(i));

function show(attempt: Attempt): string {
  if (E.isRight(attempt)) return `Ok ${attempt.right}`;
  const [{ _tag, error }, n] = attempt.left;
  return `${_tag} ${error}, ${n}`;
}

/** Attempts that do one thing after the other, and tell. */
function attempts(
  log: Log,
  outcomes: readonly Outcome[],
): LwtStream.Stream<Attempt> {
  let count = 0;
  return onError<number, number, number>(() => {
    count += 1;
    log(`try ${count}`);
    const outcome = outcomes[count - 1]!;
    if (outcome === "raise") throw new Boom();
    if (outcome === "reject") return Lwt.fail(new Boom());
    if (outcome === "slow") {
      return Lwt.map(() => E.right(1), LwtUnix.sleep(1));
    }
    return "ok" in outcome
      ? Lwt.return(E.right(outcome.ok))
      : Lwt.return(E.left(outcome));
  });
}

const result = (log: Log, p: Lwt.Promise<Attempt>): Lwt.Promise<void> =>
  Lwt.map((attempt) => log(show(attempt)), p);

const ask = (log: Log, p: () => Lwt.Promise<Attempt>): Lwt.Promise<void> =>
  Lwt.tryBind(
    p,
    (attempt) => Lwt.return(log(show(attempt))),
    (exn) => Lwt.return(log(nameOf(exn))),
  );

const all =
  (outcomes: readonly Outcome[]) =>
  (log: Log): Lwt.Promise<void> =>
    LwtStream.iter((attempt) => log(show(attempt)), attempts(log, outcomes));

const asked = (outcomes: readonly Outcome[]) =>
  Lwt.fn(function* (log: Log) {
    const s = attempts(log, outcomes);
    for (let i = 0; i < 3; i++) yield* ask(log, () => LwtStream.next(s));
  });

const times =
  (n: number, outcomes: readonly Outcome[]) =>
  (log: Log): Lwt.Promise<void> =>
    result(log, nTimes(n, attempts(log, outcomes)));

const twice = (outcomes: readonly Outcome[]) =>
  Lwt.fn(function* (log: Log) {
    const s = attempts(log, outcomes);
    yield* result(log, nTimes(1, s));
    yield* result(log, nTimes(1, s));
  });

const slept =
  (
    n: number,
    outcomes: readonly Outcome[],
    options?: Parameters<typeof withSleep>[1],
  ) =>
  (log: Log): Lwt.Promise<void> =>
    result(log, nTimes(n, withSleep(attempts(log, outcomes), options)));

const second = { duration: () => 1 };
const some = [Retry(1), Retry(2), ok(3)];

test.each<[string, (log: Log) => Lwt.Promise<unknown>, string]>([
  ["end after a value", all([ok(1)]), "@0 try 1; @0 Ok 1"],
  [
    "try again until there is a value",
    all([Retry(1), Retry(2), ok(3), ok(4)]),
    "@0 try 1; @0 Retry 1, 1; @0 try 2; @0 Retry 2, 2; @0 try 3; @0 Ok 3",
  ],
  [
    "end after a fatal error",
    all([Retry(1), Fatal(2), ok(3)]),
    "@0 try 1; @0 Retry 1, 1; @0 try 2; @0 Fatal 2, 2",
  ],
  [
    "be made on demand",
    Lwt.fn(function* (log) {
      const s = attempts(log, forever);
      log("made");
      for (const one of yield* LwtStream.nget(2, s)) log(show(one));
      log(show(yield* LwtStream.next(s)));
    }),
    "@0 made; @0 try 1; @0 try 2; @0 Retry 0, 1; @0 Retry 1, 2; @0 try 3; @0 Retry 2, 3",
  ],
  [
    "go on after one that rejects",
    asked([Retry(1), "reject", ok(3)]),
    "@0 try 1; @0 Retry 1, 1; @0 try 2; @0 Boom; @0 try 3; @0 Ok 3",
  ],
  [
    "go on after one that throws",
    asked([Retry(1), "raise", ok(3)]),
    "@0 try 1; @0 Retry 1, 1; @0 try 2; @0 Boom; @0 try 3; @0 Ok 3",
  ],
  [
    "be refused for less than no more",
    times(-1, some),
    "@0 raises Invalid_argument",
  ],
  ["be one for no more", times(0, some), "@0 try 1; @0 Retry 1, 1"],
  ["be two for one more", times(1, some), "@0 try 1; @0 try 2; @0 Retry 2, 2"],
  [
    "be three for two more",
    times(2, some),
    "@0 try 1; @0 try 2; @0 try 3; @0 Ok 3",
  ],
  [
    "be no more than it takes",
    times(3, some),
    "@0 try 1; @0 try 2; @0 try 3; @0 Ok 3",
  ],
  [
    "give up on a fatal error",
    times(5, [Retry(1), Fatal(2), ok(3)]),
    "@0 try 1; @0 try 2; @0 Fatal 2, 2",
  ],
  [
    "give up on a rejection",
    times(5, [Retry(1), "reject"]),
    "@0 try 1; @0 try 2; @0 raises Boom",
  ],
  ["be waited for", times(5, ["slow"]), "@0 try 1; @1 Ok 1"],
  [
    "be counted on in a second round",
    twice(forever),
    "@0 try 1; @0 try 2; @0 Retry 1, 2; @0 try 3; @0 try 4; @0 Retry 3, 4",
  ],
  [
    "fail where none is left",
    twice([ok(1)]),
    "@0 try 1; @0 Ok 1; @0 raises Error",
  ],
  [
    "be followed by sleeps that grow",
    slept(3, forever),
    "@0 try 1; @4 try 2; @20 try 3; @68 try 4; @196 Retry 3, 4",
  ],
  [
    "be followed by the sleeps that are asked for",
    slept(3, forever, { duration: (n) => n }),
    "@0 try 1; @1 try 2; @3 try 3; @6 try 4; @10 Retry 3, 4",
  ],
  [
    "be followed by no sleep when there is a value",
    slept(3, [Retry(1), ok(2)], second),
    "@0 try 1; @1 try 2; @1 Ok 2",
  ],
  [
    "be followed by a sleep when the error is fatal",
    slept(3, [Fatal(1)], second),
    "@0 try 1; @1 Fatal 1, 1",
  ],
  [
    "end where they are canceled",
    Lwt.fn(function* (log) {
      const p = nTimes(3, withSleep(attempts(log, forever)));
      yield* LwtUnix.sleep(5);
      Lwt.cancel(p);
      yield* ask(log, () => p);
    }),
    "@0 try 1; @4 try 2; @5 canceled",
  ],
])("attempts MUST %s", async (_, program, events) => {
  expect(await traceTimed(program)).toBe(events);
});

test("the default sleeps MUST grow as in Lwt", () => {
  expect([0, 1, 2, 3, 10].map(defaultSleepDuration)).toEqual([
    0, 4, 16, 48, 20480,
  ]);
});

test("errors MUST be written and compared as in Lwt", () => {
  const pp = { retry: String, fatal: String };
  expect(LwtRetry.ppError(Retry(1), pp)).toBe("`Retry 1");
  expect(LwtRetry.ppError(Fatal(2), pp)).toBe("`Fatal 2");
  expect(LwtRetry.ppError(Fatal(2))).toBe("`Fatal <opaque>");
  expect(LwtRetry.ppError(Retry(2))).toBe("`Retry <opaque>");
  const same = (a: LwtRetry.Error<number, number>, b: typeof a): boolean =>
    LwtRetry.equalError(a, b, { retry: Object.is, fatal: Object.is });
  expect([
    same(Retry(1), Retry(1)),
    same(Retry(1), Retry(2)),
    same(Retry(1), Fatal(1)),
    same(Fatal(1), Fatal(1)),
  ]).toEqual([true, false, false, true]);
});
