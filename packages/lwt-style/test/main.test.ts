// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import { expect, test } from "vitest";
import {
  Lwt,
  LwtCondition,
  LwtEngine,
  LwtMain,
  LwtMutex,
  LwtMvar,
} from "../src/index.js";
import { LwtUnix } from "../src/unix.js";
import { ignore, runVirtual, traceMain } from "./support.js";

test("a turn of main MUST wake pauses, then timers, then pauses, then yields", async () => {
  expect(
    await traceMain((log) => {
      const say = (name: string, p: Lwt.Promise<void>): Lwt.Promise<void> =>
        Lwt.map(() => log(name), p);
      const a = Lwt.bind(say("pause1", Lwt.pause()), () =>
        say("pause2", Lwt.pause()),
      );
      const b = Lwt.bind(say("yield1", LwtMain.yield()), () =>
        say("yield2", LwtMain.yield()),
      );
      const c = Lwt.bind(say("sleep0", LwtUnix.sleep(0)), () =>
        say("pause-after-sleep", Lwt.pause()),
      );
      const d = say("sleep10", LwtUnix.sleep(0.01));
      return Lwt.map(() => log("end"), Lwt.join([a, b, c, d]));
    }),
  ).toBe(
    "pause1; sleep0; pause2; pause-after-sleep; yield1; yield2; sleep10; end",
  );
});

test("virtual time MUST jump to each deadline in order, equal ones in the order of making", async () => {
  expect(
    await traceMain((log) => {
      const s = (name: string, seconds: number): Lwt.Promise<void> =>
        Lwt.map(
          () => log(`${name}@${LwtUnix.gettimeofday()}`),
          LwtUnix.sleep(seconds),
        );
      return Lwt.join([
        s("30", 0.3),
        s("10", 0.1),
        s("20", 0.2),
        s("also 30", 0.3),
        Lwt.bind(LwtUnix.sleep(0.1), () => s("again 30", 0.2)),
      ]);
    }),
  ).toBe("10@0.1; 20@0.2; 30@0.3; also 30@0.3; again 30@0.3");
});

test("a hundred thousand sleeps MUST wake in the order of their deadlines", async () => {
  const woken: number[] = [];
  await runVirtual(() =>
    Lwt.join(
      Array.from({ length: 100_000 }, (_, i) => {
        const ms = (i * 7919) % 100_003;
        return Lwt.map(
          () => {
            woken.push(ms);
          },
          LwtUnix.sleep(ms / 1000),
        );
      }),
    ),
  );
  expect(woken).toHaveLength(100_000);
  expect(woken).toEqual(woken.toSorted((a, b) => a - b));
});

test("a canceled sleep MUST leave the timers at once", async () => {
  await runVirtual(() => {
    const sleeps = Array.from({ length: 100 }, (_, i) => LwtUnix.sleep(i));
    sleeps.forEach((p) => Lwt.cancel(p));
    expect(LwtEngine.timerCount()).toBe(0);
    return Lwt.returnUnit;
  });
});

test("withTimeout MUST cancel what takes too long, and reject with Timeout after that", async () => {
  expect(
    await traceMain((log) =>
      Lwt.catch(
        () =>
          LwtUnix.withTimeout(0.01, () =>
            Lwt.finalize(
              () => LwtUnix.sleep(1),
              () => {
                log("finally");
                return Lwt.returnUnit;
              },
            ),
          ),
        (exn) => {
          log(exn === LwtUnix.Timeout ? "timeout" : "other");
          return Lwt.returnUnit;
        },
      ),
    ),
  ).toBe("finally; timeout");
});

test("main MUST reject with what its promise is rejected with", async () => {
  await expect(runVirtual(() => Lwt.fail("gone"))).rejects.toBe("gone");
});

test("a run inside a run MUST be refused", async () => {
  const inner = Lwt.fromTask(() => LwtMain.run(Lwt.returnUnit)());
  await expect(runVirtual(() => inner)).resolves.toBeUndefined();
  await expect(
    runVirtual(() =>
      Lwt.bind(Lwt.pause(), () => Lwt.fromTask(LwtMain.run(Lwt.returnUnit))),
    ),
  ).rejects.toThrow("cannot be nested");
});

test("a deadlock MUST say who waits for what", async () => {
  const jobs = LwtMvar.createEmpty<number>({ name: "jobs" });
  const mutex = LwtMutex.create();
  const condition = LwtCondition.create();
  await expect(
    runVirtual(() =>
      Lwt.join([
        Lwt.map(ignore, LwtMvar.take(jobs)),
        LwtMutex.withLock(mutex, () => LwtMutex.lock(mutex)),
        LwtCondition.wait(condition),
        Lwt.wait()[0],
      ]),
    ),
  ).rejects.toMatchObject({
    name: "LwtEngine.Deadlock",
    main: [
      'LwtMvar.take "jobs"',
      "LwtMutex.lock",
      "LwtCondition.wait",
      "Lwt.wait",
    ],
  });
});

test("what is in flight outside MUST be waited for, not jumped over", async () => {
  expect(
    await traceMain((log) =>
      Lwt.join([
        Lwt.map(() => log("sleep"), LwtUnix.sleep(100)),
        Lwt.map(
          () => log(`task@${LwtUnix.gettimeofday()}`),
          Lwt.fromTask(async () => {
            for (let i = 0; i < 10; i++) await Promise.resolve();
          }),
        ),
      ]),
    ),
  ).toBe("task@0; sleep");
});

test("an exception of the hook MUST go through main", async () => {
  const hook = Lwt.asyncExceptionHook.current;
  Lwt.asyncExceptionHook.current = (exn) => {
    throw exn;
  };
  await expect(
    runVirtual(() => {
      Lwt.async(() => Lwt.bind(Lwt.pause(), () => Lwt.fail("detached")));
      return LwtUnix.sleep(1);
    }),
  ).rejects.toBe("detached");
  Lwt.abandonWakeups();
  Lwt.asyncExceptionHook.current = hook;
});

test("autoPause MUST pause once its time is over, not before", async () => {
  await runVirtual(
    Lwt.fn(function* () {
      const pause = LwtUnix.autoPause(0.1);
      expect(Lwt.isSleeping(pause())).toBe(false);
      yield* LwtUnix.sleep(0.1);
      const paused = pause();
      expect(Lwt.isSleeping(paused)).toBe(true);
      yield* paused;
      expect(Lwt.isSleeping(pause())).toBe(false);
    }),
  );
});

test("withTimeout MUST call its function before its own time begins to run", async () => {
  await runVirtual(
    Lwt.fn(function* () {
      // Of equal deadlines the one made first is woken first.
      const p = LwtUnix.withTimeout(0.01, () => LwtUnix.sleep(0.01));
      yield* LwtUnix.sleep(1);
      expect(Lwt.state(p)._tag).toBe("Return");
    }),
  );
});
