// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import { expect, test } from "vitest";
import { Lwt, LwtSwitch } from "../src/index.js";
import { Boom, st, trace } from "./support.js";
import { attempt, watch, watchUnit } from "./watch.js";

type Log = (event: string) => void;

const hook =
  (log: Log, name = "hook"): LwtSwitch.Hook =>
  () => {
    log(name);
    return Lwt.returnUnit;
  };

test("turnOff MUST call all hooks, the newest first, and wait for them before it rejects", () => {
  expect(
    trace((log) => {
      const s = LwtSwitch.create();
      const [p, r] = Lwt.wait();
      LwtSwitch.addHook(s, () => {
        log("one");
        return p;
      });
      LwtSwitch.addHook(s, () => {
        log(`two ${LwtSwitch.isOn(s)}`);
        return Lwt.returnUnit;
      });
      const added = LwtSwitch.addHookOrExec(s, () => {
        log("three");
        throw new Boom();
      });
      watchUnit(log, "or", added);
      LwtSwitch.check(s);
      log(String(LwtSwitch.isOn(s)));
      const off = LwtSwitch.turnOff(s);
      watchUnit(log, "off", off);
      log(`${LwtSwitch.isOn(s)} ${st(off)}`);
      watchUnit(log, "again", LwtSwitch.turnOff(s));
      Lwt.wakeup(r, undefined);
    }),
  ).toBe("or=(); true; three; two false; one; false sleep; again=(); off!Boom");
});

test("a switch that is off MUST throw Off, or call the hook at once; none MUST do nothing", () => {
  expect(
    trace((log) => {
      const s = LwtSwitch.create();
      Lwt.ignoreResult(LwtSwitch.turnOff(s));
      attempt(log, "check", () => LwtSwitch.check(s));
      attempt(log, "add", () => LwtSwitch.addHook(s, hook(log)));
      const rejected = LwtSwitch.addHookOrExec(s, () => {
        log("exec");
        return Lwt.fail(new Boom());
      });
      watchUnit(log, "exec", rejected);
      attempt(log, "exec", () => {
        void LwtSwitch.addHookOrExec(s, () => {
          throw new Boom();
        });
      });
      LwtSwitch.check(undefined);
      LwtSwitch.addHook(undefined, hook(log, "never"));
      const none = LwtSwitch.addHookOrExec(undefined, hook(log, "never"));
      watchUnit(log, "none", none);
    }),
  ).toBe(
    "check raises Off; add raises Off; exec; exec!Boom; exec raises Boom; none=()",
  );
});

test("a switch MUST be off for its hooks", () => {
  expect(
    trace((log) => {
      const s = LwtSwitch.create();
      LwtSwitch.addHook(s, hook(log, "one"));
      LwtSwitch.addHook(s, () => {
        watchUnit(log, "inner", LwtSwitch.turnOff(s));
        attempt(log, "add", () => LwtSwitch.addHook(s, hook(log)));
        return Lwt.returnUnit;
      });
      watchUnit(log, "off", LwtSwitch.turnOff(s));
    }),
  ).toBe("inner=(); add raises Off; one; off=()");
});

test("withSwitch MUST turn off before it resolves, whatever came of the function", () => {
  expect(
    trace((log) => {
      const [p, r] = Lwt.wait<number>();
      let kept: LwtSwitch.Switch | undefined;
      const kind = LwtSwitch.withSwitch((s) => {
        kept = s;
        LwtSwitch.addHook(s, hook(log));
        return p;
      });
      watch(log, "w", kind);
      log(".");
      Lwt.wakeup(r, 1);
      attempt(log, "check", () => LwtSwitch.check(kept));
      const failed = LwtSwitch.withSwitch((s) => {
        LwtSwitch.addHook(s, hook(log));
        return Lwt.fail(new Boom());
      });
      watchUnit(log, "f", failed);
      const thrown = LwtSwitch.withSwitch((s): Lwt.Promise<void> => {
        LwtSwitch.addHook(s, () => {
          log("hook");
          throw new Error("Not_found");
        });
        throw new Boom();
      });
      watchUnit(log, "r", thrown);
      const canceled = LwtSwitch.withSwitch((s) => {
        LwtSwitch.addHook(s, hook(log));
        return Lwt.task()[0];
      });
      watchUnit(log, "c", canceled);
      Lwt.cancel(canceled);
    }),
  ).toBe(
    ".; hook; w=1; check raises Off; hook; f!Boom; hook; r!Not_found; hook; c!Canceled",
  );
});

test("a cancel of turnOff MUST go to all hooks, the oldest first", () => {
  expect(
    trace((log) => {
      const s = LwtSwitch.create();
      for (const n of [1, 2]) {
        LwtSwitch.addHook(s, () => {
          const [p] = Lwt.task();
          Lwt.onCancel(p, () => log(`cancel ${n}`));
          return p;
        });
      }
      const off = LwtSwitch.turnOff(s);
      watchUnit(log, "off", off);
      Lwt.cancel(off);
    }),
  ).toBe("cancel 1; cancel 2; off!Canceled");
});
