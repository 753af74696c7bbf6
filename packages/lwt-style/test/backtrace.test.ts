/** Lwt's functions for lwt_ppx, against what the real ones do. */
import { expect, test } from "vitest";
import { Lwt } from "../src/index.js";
import { recorded } from "./support.js";

class E extends Error {}
const lwt = recorded("backtrace.trace");
const key = Lwt.newKey<string>();
const stored = (): string => Lwt.get(key) ?? "-";
const name = (exn: unknown): string =>
  exn === Lwt.Canceled ? "canceled" : (exn as Error).message;

function state(p: Lwt.Promise<string>): string {
  const now = Lwt.state(p);
  if (now._tag === "Return") return now.value;
  return now._tag === "Sleep" ? "sleep" : `!${name(now.exn)}`;
}

type Handler = (given: string) => Lwt.Promise<string>;

const handlers: readonly (readonly [string, Handler])[] = [
  ["returns", () => Lwt.return("y")],
  ["fails", () => Lwt.fail(new E("h"))],
  [
    "raises",
    () => {
      throw new E("h");
    },
  ],
  ["waits", () => Lwt.wait<string>()[0]],
];

const outcomes: readonly (readonly [
  string,
  (r: Lwt.Resolver<string>) => void,
])[] = [
  ["with a value", (r) => Lwt.wakeup(r, "x")],
  ["with an exception", (r) => Lwt.wakeupExn(r, new E("e"))],
  ["with none", () => {}],
];

/** What recorded/backtrace.ml logs for one of its programs. */
class Program {
  readonly events: string[] = [];

  constructor(readonly h: Handler) {}

  log(event: string): void {
    this.events.push(event);
  }

  readonly through = (exn: unknown): unknown => {
    this.log(`through ${name(exn)} ${stored()}`);
    return new E(`${name(exn)}'`);
  };

  readonly call =
    (what: string) =>
    (given: string): Lwt.Promise<string> => {
      this.log(`${what} ${stored()}`);
      return this.h(given);
    };

  readonly caught = (exn: unknown): Lwt.Promise<string> =>
    this.call("caught")(name(exn));

  readonly after = (): Lwt.Promise<unknown> => this.call("after")("");

  f(p: Lwt.Promise<string>): () => Lwt.Promise<string> {
    return () => {
      this.log(`f ${stored()}`);
      return p;
    };
  }
}

type Run = (o: Program, p: Lwt.Promise<string>) => Lwt.Promise<string>;

const functions: readonly (readonly [string, Run])[] = [
  ["bind", (o, p) => Lwt.backtraceBind(o.through, p, o.call("bound"))],
  ["catch", (o, p) => Lwt.backtraceCatch(o.through, o.f(p), o.caught)],
  [
    "try_bind",
    (o, p) =>
      Lwt.backtraceTryBind(o.through, o.f(p), o.call("bound"), o.caught),
  ],
  ["finalize", (o, p) => Lwt.backtraceFinalize(o.through, o.f(p), o.after)],
  [
    "finalize of what raises",
    (o, p) =>
      Lwt.backtraceFinalize(
        o.through,
        () => {
          Lwt.poll(p);
          return p;
        },
        o.after,
      ),
  ],
];

function eventsOf(
  run: Run,
  settle: (r: Lwt.Resolver<string>) => void,
  h: Handler,
  early: boolean,
): string {
  const o = new Program(h);
  const [p, r] = Lwt.task<string>();
  if (early) settle(r);
  try {
    const p2 = Lwt.withValue(key, "in", () => run(o, p));
    o.log(state(p2));
    Lwt.onAny(
      p2,
      (x) => o.log(`= ${x} ${stored()}`),
      (exn) => o.log(`! ${name(exn)} ${stored()}`),
    );
    if (!early) Lwt.withValue(key, "out", () => settle(r));
    o.log(state(p2));
    Lwt.cancel(p2);
    o.log(state(p2));
  } catch (exn) {
    o.log(`raises ${name(exn)}`);
  }
  return o.events.join("; ");
}

const programs = functions.flatMap(([f, run]) =>
  outcomes.flatMap(([outcome, settle]) =>
    handlers.flatMap(([handler, h]) =>
      [true, false].map((early) => {
        const when = early ? "early" : "late";
        return [
          `${f}, ${when} ${outcome}, handler ${handler}`,
          () => eventsOf(run, settle, h, early),
        ] as const;
      }),
    ),
  ),
);

test.each(programs)("%s MUST do as in the real Lwt", (title, events) => {
  expect(events()).toBe(lwt.get(title));
});

test("every recorded program MUST have its port", () => {
  expect(programs.map(([title]) => title)).toEqual([...lwt.keys()]);
});
