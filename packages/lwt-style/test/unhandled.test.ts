import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { Lwt } from "../src/index.js";

/** What is reported of what `f` leaves behind. */
function reports(f: () => void): string[] {
  const heard: string[] = [];
  const stop = Lwt.reportUnhandled(({ exn }) => heard.push(String(exn)));
  try {
    f();
  } finally {
    stop();
  }
  return heard;
}

const pendingThenFailing = (): [Lwt.Promise<number>, () => void] => {
  const [p, r] = Lwt.wait<number>();
  return [p, () => Lwt.wakeupExn(r, "late")];
};

const nothing = (): void => {};
const id = Lwt.return<unknown>;

test.each<[string, () => void]>([
  ["made rejected", () => void Lwt.fail("exn")],
  ["rejected by its resolver", () => pendingThenFailing()[1]()],
  ["mapped", () => void Lwt.map(nothing, Lwt.fail("exn"))],
  ["bound", () => void Lwt.bind(Lwt.fail("exn"), id)],
  [
    "bound and rejected later",
    () => {
      const [p, fail] = pendingThenFailing();
      void Lwt.bind(p, id);
      fail();
    },
  ],
  [
    "given back by a callback",
    () => {
      const [p, r] = Lwt.wait();
      void Lwt.bind(p, () => Lwt.fail("exn"));
      Lwt.wakeup(r, undefined);
    },
  ],
  [
    "of a body that throws",
    () => {
      const [p, r] = Lwt.wait();
      void Lwt.gen(function* () {
        yield* p;
        throw "exn";
      });
      Lwt.wakeup(r, undefined);
    },
  ],
  ["one of those that are joined", () => void Lwt.both(id(1), Lwt.fail("exn"))],
  ["chosen", () => void Lwt.choose([Lwt.fail("exn"), id(1)])],
  [
    "heard of only when it is fulfilled",
    () => {
      const [p, fail] = pendingThenFailing();
      Lwt.onSuccess(p, nothing);
      fail();
    },
  ],
])("a rejection %s and left alone MUST be reported once", (_, f) => {
  expect(reports(f)).toEqual([expect.stringMatching(/^(exn|late)$/)]);
});

test.each<[string, () => void]>([
  ["caught", () => void Lwt.catch(() => Lwt.fail("exn"), id)],
  ["tried", () => void Lwt.tryBind(() => Lwt.fail("exn"), id, id)],
  [
    "caught later",
    () => {
      const [p, fail] = pendingThenFailing();
      fail();
      void Lwt.catch(() => p, id);
    },
  ],
  ["observed", () => Lwt.onFailure(Lwt.fail("exn"), nothing)],
  [
    "observed before it",
    () => {
      const [p, fail] = pendingThenFailing();
      Lwt.onFailure(p, nothing);
      fail();
    },
  ],
  ["looked at", () => void Lwt.state(Lwt.fail("exn"))],
  [
    "caught by a body",
    () => {
      void Lwt.gen(function* () {
        try {
          yield* Lwt.fail("exn");
        } catch {
          // That is all it takes.
        }
      });
    },
  ],
  ["given to dontWait", () => Lwt.dontWait(() => Lwt.fail("exn"), nothing)],
  [
    "of a loser of choose",
    () => {
      const [loser, fail] = pendingThenFailing();
      const [winner, r] = Lwt.wait<number>();
      void Lwt.choose([loser, winner]);
      Lwt.wakeup(r, 1);
      fail();
    },
  ],
  ["of a cancel", () => Lwt.cancel(Lwt.task()[0])],
  ["that comes to nothing", () => void Lwt.wait()],
])("a rejection %s MUST not be reported", (_, f) => {
  expect(reports(f)).toEqual([]);
});

test("a report MUST name where the promise was made, not where it was rejected", () => {
  const heard: string[] = [];
  const stop = Lwt.reportUnhandled(({ madeAt }) => heard.push(madeAt));
  const make = (): (() => void) => pendingThenFailing()[1];
  const reject = make();
  reject();
  stop();
  expect(heard).toHaveLength(1);
  expect(heard[0]).toMatch(/^at pendingThenFailing .*\n *at make /);
  expect(heard[0]).not.toContain("/src/");
});

test("after the mode has ended nothing MUST be reported", () => {
  const heard: unknown[] = [];
  const stop = Lwt.reportUnhandled((unhandled) => heard.push(unhandled));
  stop();
  void Lwt.fail("exn");
  stop();
  expect(heard).toEqual([]);
});

const run = promisify(execFile);
const program = fileURLToPath(
  new URL("fixtures/unhandled.mjs", import.meta.url),
);

test("a rejection MUST be reported once the promise is gone, and not before", async () => {
  const { stdout } = await run(process.execPath, ["--expose-gc", program]);
  expect(stdout.split("\n")).toEqual([
    "kept: nothing heard",
    expect.stringMatching(/^heard lost, made at loseOne .*unhandled\.mjs/),
    "let go: heard",
    expect.stringMatching(/^heard kept to the end, made at keepOne /),
    "",
  ]);
});
