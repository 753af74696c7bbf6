/** Limits, timeouts, hooks and timers, against what the real Lwt does. */
import * as fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import {
  Lwt,
  LwtEngine,
  LwtMain,
  LwtThrottle,
  LwtTimeout,
} from "../src/index.js";
import { LwtUnix } from "../src/unix.js";
import { programs as loop } from "./loop-programs.js";
import { recorded, runVirtual, traceTimed } from "./support.js";
import { programs as timed } from "./timed-programs.js";

const lwt = recorded("timed.trace");
const programs = { ...timed, ...loop };

afterEach(() => {
  LwtMain.EnterIterHooks.removeAll();
  LwtMain.LeaveIterHooks.removeAll();
});

test.each(Object.keys(programs))(
  "%s MUST happen as in the real Lwt",
  async (name) => {
    expect(await traceTimed(programs[name]!)).toBe(lwt.get(name));
  },
);

test("every recorded program MUST have its port", () => {
  expect(Object.keys(programs).toSorted()).toEqual([...lwt.keys()].toSorted());
});

test("a limiter MUST let no more than its rate pass in a second, and all in the end", async () => {
  const Limit = LwtThrottle.Make<number>({
    equal: (a, b) => a === b,
    hash: (key) => key * 31,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.nat(5), { maxLength: 60 }),
      async (rate, channels) => {
        const passed = new Map<string, number>();
        await runVirtual(() => {
          const limit = Limit.create({ rate, max: 100, n: 4 });
          return Lwt.join(
            channels.map((channel) =>
              Lwt.map(
                (yes) => {
                  expect(yes).toBe(true);
                  const key = `${channel} in ${LwtUnix.gettimeofday()}`;
                  passed.set(key, (passed.get(key) ?? 0) + 1);
                },
                Limit.wait(limit, channel),
              ),
            ),
          );
        });
        const counts = [...passed.values()];
        expect(counts.reduce((a, b) => a + b, 0)).toBe(channels.length);
        expect(Math.max(0, ...counts)).toBeLessThanOrEqual(rate);
      },
    ),
  );
});

test("a limiter MUST let two hundred thousand pass at once, if that is its rate", async () => {
  const Limit = LwtThrottle.Make<string>({
    equal: (a, b) => a === b,
    hash: (key) => key.length,
  });
  const passed = await runVirtual(() => {
    const limit = Limit.create({ rate: 2e5, max: 1e6, n: 1 });
    const all = Array.from({ length: 4e5 }, () => Limit.wait(limit, "a"));
    return Lwt.map(
      () => all.filter((p) => Lwt.poll(p) === true).length,
      LwtUnix.sleep(1.5),
    );
  });
  expect(passed).toBe(4e5);
});

test("timeouts that are started anew all the time MUST keep nothing behind", async () => {
  let over = 0;
  await runVirtual(
    Lwt.fn(function* () {
      const timeout = LwtTimeout.create(60, () => (over += 1));
      for (let i = 0; i < 1000; i++) {
        for (let j = 0; j < 100; j++) LwtTimeout.start(timeout);
        yield* LwtUnix.sleep(0.25);
      }
      expect(LwtEngine.timerCount()).toBe(1);
      LwtTimeout.stop(timeout);
      yield* LwtUnix.sleep(2);
      expect(LwtEngine.timerCount()).toBe(0);
    }),
  );
  expect(over).toBe(0);
});

test("what is due together with a timer that throws MUST still be woken by the next run", async () => {
  const engine = LwtEngine.virtualTime();
  const before = LwtEngine.get();
  LwtEngine.set(engine);
  try {
    LwtEngine.onTimer(1, false, () => {
      throw new Error("timer");
    });
    const sleep = LwtUnix.sleep(1);
    await expect(LwtMain.run(LwtUnix.sleep(5))()).rejects.toThrow("timer");
    expect(Lwt.isSleeping(sleep)).toBe(true);
    await LwtMain.run(sleep)();
    expect(engine.now()).toBe(1);
  } finally {
    LwtEngine.set(before);
  }
});

test.each([[1.5], [Number.NaN], [0]])(
  "a timeout of %d seconds MUST be refused",
  (seconds) => {
    expect(() => LwtTimeout.create(seconds, () => {})).toThrow(
      Lwt.InvalidArgument,
    );
  },
);
