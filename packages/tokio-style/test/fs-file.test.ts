/** Open files and directories, against traces of the real Tokio. */
import { Effect } from "effect";
import { expect, test } from "vitest";
import { gen, select, task, time } from "../src/index.js";
import * as fs from "../src/fs.js";
import { inFolder, programs } from "./fs-programs.js";
import { cut } from "./io-script.js";
import { recorded, run, trace } from "./support.js";

const tokio = recorded("fs.trace");

test.each(Object.keys(programs))(
  "%s MUST give what the real Tokio gives",
  async (name) => {
    expect(
      await trace(inFolder(programs[name] ?? (() => Effect.void))),
    ).toEqual(tokio.get(name));
  },
);

test("every recorded program MUST have its port", () => {
  expect(Object.keys(programs).toSorted()).toEqual(
    [...tokio.keys()].toSorted(),
  );
});

/** How many files this process has open. */
const openFiles = () =>
  gen(function* () {
    let count = 0;
    using dir = yield* fs.readDir("/proc/self/fd");
    while ((yield* dir.nextEntry()) !== undefined) count++;
    return count;
  });

test("an open that is dropped at any poll MUST leave no file open", () =>
  run(function* () {
    const before = yield* openFiles();
    for (const k of [0, 1]) {
      yield* cut(k, Effect.orDie(fs.File.open("/dev/null")));
    }
    const open = fs.File.open("/dev/null");
    yield* select({ open, turn: task.yieldNow() }, { biased: true });
    // The dropped ones close when they have been opened.
    while ((yield* openFiles()) > before) yield* task.yieldNow();
  }));

test("a file that is dropped while it is written MUST be closed with all bytes in it", () =>
  run(function* () {
    yield* inFolder((at) =>
      gen(function* () {
        const before = yield* openFiles();
        {
          using file = yield* fs.File.create(at("a"));
          yield* file.write("accepted");
        }
        while ((yield* openFiles()) > before) yield* task.yieldNow();
        expect(yield* fs.readToString(at("a"))).toBe("accepted");
      }),
    );
  }));

test("a file that is read MUST hold paused time, though the read was dropped", () =>
  run(function* () {
    using file = yield* fs.File.open(new URL(import.meta.url));
    for (let i = 0; i < 5; i++) {
      yield* select({ read: file.read(64), turn: task.yieldNow() });
    }
    yield* time.timeout(1, file.read(10));
    expect(time.Instant.now().millis).toBe(0);
  }));

test("entries of a directory that select drops MUST not be lost", () =>
  run(function* () {
    yield* inFolder((at) =>
      gen(function* () {
        const names = Array.from({ length: 70 }, (_, i) => `f${i}`);
        for (const name of names) yield* fs.write(at(name), "");
        using dir = yield* fs.readDir(at("."));
        const seen: Array<string> = [];
        for (;;) {
          const { _tag, value } = yield* select({
            next: dir.nextEntry(),
            turn: task.yieldNow(),
          });
          if (_tag === "turn") continue;
          if (value === undefined) break;
          seen.push(value.fileName());
        }
        expect(seen.toSorted()).toEqual(names.toSorted());
      }),
    );
  }));

test("tryExists MUST tell what is there, and fail when that cannot be known", () =>
  run(function* () {
    yield* inFolder((at) =>
      gen(function* () {
        yield* fs.write(at("a"), "");
        yield* fs.symlink("nowhere", at("n"));
        const seen = [];
        for (const name of ["a", "n", "zzz"]) {
          seen.push(yield* fs.tryExists(at(name)));
        }
        expect(seen).toEqual([true, false, false]);
        const error = yield* Effect.flip(fs.tryExists(at("a/x")));
        expect(error.kind).toBe("NotADirectory");
      }),
    );
  }));

test("a pipe that has no places MUST be read and written, and not be sought in", () =>
  run(function* () {
    using zero = yield* fs.File.open("/dev/zero");
    expect([...(yield* zero.readExact(3))]).toEqual([0, 0, 0]);
  }));
