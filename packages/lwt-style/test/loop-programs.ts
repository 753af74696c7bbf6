/** The programs of recorded/timed.ml on main's loop, under the same names. */
import { Lwt, LwtEngine, LwtMain } from "../src/index.js";
import { LwtUnix } from "../src/unix.js";
import { Boom } from "./support.js";
import type { Program } from "./timed-programs.js";

const { EnterIterHooks, LeaveIterHooks } = LwtMain;

/** So many turns of main, of a second each. */
const turns = Lwt.fn(function* (n: number) {
  for (let i = 0; i < n; i++) yield* LwtUnix.sleep(1);
});

const hooks: Readonly<Record<string, Program>> = {
  "hooks, order": Lwt.fn(function* (log) {
    EnterIterHooks.addFirst(() => log("enter b"));
    EnterIterHooks.addFirst(() => log("enter a"));
    EnterIterHooks.addLast(() => log("enter c"));
    LeaveIterHooks.addLast(() => log("leave a"));
    LeaveIterHooks.addLast(() => log("leave b"));
    yield* LwtUnix.sleep(1);
    log("slept");
    yield* Lwt.pause();
    log("paused");
    yield* LwtUnix.sleep(1);
    log("slept");
  }),
  "hooks, yield": (log) => {
    EnterIterHooks.addLast(() => log("enter"));
    LeaveIterHooks.addLast(() => log("leave"));
    return Lwt.map(() => log("yielded"), LwtMain.yield());
  },
  "hooks, removed": (log) => {
    const a = EnterIterHooks.addLast(() => log("a"));
    EnterIterHooks.addLast(() => log("b"));
    EnterIterHooks.remove(a);
    EnterIterHooks.remove(a);
    return turns(3);
  },
  "hooks, change while they run": (log) => {
    let first = true;
    EnterIterHooks.addLast(() => {
      log("a");
      if (!first) return;
      first = false;
      EnterIterHooks.remove(c);
      EnterIterHooks.addFirst(() => log("first"));
      EnterIterHooks.addLast(() => log("last"));
    });
    EnterIterHooks.addLast(() => log("b"));
    const c = EnterIterHooks.addLast(() => log("c"));
    return turns(3);
  },
  "hooks, removes itself": (log) => {
    const a = EnterIterHooks.addLast(() => {
      log("a");
      EnterIterHooks.remove(a);
    });
    EnterIterHooks.addLast(() => log("b"));
    return turns(3);
  },
  "hooks, enter raises": () => {
    EnterIterHooks.addLast(() => {
      throw new Boom();
    });
    return turns(1);
  },
  "hooks, leave raises": Lwt.fn(function* (log) {
    LeaveIterHooks.addLast(() => {
      throw new Boom();
    });
    yield* LwtUnix.sleep(1);
    log("slept");
    yield* turns(1);
  }),
  "hooks, resolved": (log) => {
    EnterIterHooks.addLast(() => log("enter"));
    return Lwt.returnUnit;
  },
};

const timers: Readonly<Record<string, Program>> = {
  "timer, once": Lwt.fn(function* (log) {
    const event = LwtEngine.onTimer(1, false, () => log("a"));
    log(`${LwtEngine.timerCount()} timers`);
    yield* LwtUnix.sleep(3);
    log(`${LwtEngine.timerCount()} timers`);
    LwtEngine.stopEvent(event);
  }),
  "timer, repeated": Lwt.fn(function* (log) {
    let count = 0;
    LwtEngine.onTimer(1, true, (event) => {
      count += 1;
      log(`a ${count}`);
      if (count === 3) LwtEngine.stopEvent(event);
    });
    yield* LwtUnix.sleep(6);
    log(`${LwtEngine.timerCount()} timers`);
  }),
  "timer, stopped": (log) => {
    const event = LwtEngine.onTimer(1, true, () => log("a"));
    LwtEngine.stopEvent(event);
    LwtEngine.stopEvent(event);
    LwtEngine.stopEvent(LwtEngine.fakeEvent);
    return LwtUnix.sleep(3);
  },
  "timer, raises": () => {
    LwtEngine.onTimer(1, false, () => {
      throw new Boom();
    });
    return LwtUnix.sleep(3);
  },
  "timer, among sleeps": (log) => {
    const sleep = (label: string): Lwt.Promise<void> =>
      Lwt.map(() => log(label), LwtUnix.sleep(1));
    const a = sleep("a");
    LwtEngine.onTimer(1, false, () => log("timer"));
    return Lwt.join([a, sleep("b")]);
  },
  "timer, stops another": (log) => {
    LwtEngine.onTimer(1, false, () => {
      log("first");
      LwtEngine.stopEvent(second);
    });
    const second = LwtEngine.onTimer(1, false, () => log("second"));
    return LwtUnix.sleep(3);
  },
};

export const programs: Readonly<Record<string, Program>> = {
  ...hooks,
  ...timers,
};
