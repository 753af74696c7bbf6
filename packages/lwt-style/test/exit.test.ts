// The lines are those of Lwt 5.6.1 under OCaml 4.13.
import { afterEach, expect, test, vi } from "vitest";
import { Lwt, LwtMain } from "../src/index.js";
import { LwtUnix } from "../src/unix.js";

/** What stands for the host's last moment, which a test must not wait for. */
function lastMoment(): (() => void)[] {
  const calls: (() => void)[] = [];
  vi.spyOn(process, "once").mockImplementation((event, f) => {
    if (event === "beforeExit") calls.push(f as () => void);
    return process;
  });
  return calls;
}

afterEach(() => {
  LwtMain.ExitHooks.removeAll();
  vi.restoreAllMocks();
});

test("exit hooks MUST be called in order, also those that are added meanwhile", async () => {
  const calls = lastMoment();
  const lines: string[] = [];
  const [end, ended] = Lwt.wait();
  const say = (line: string) => () => {
    lines.push(line);
    return Lwt.returnUnit;
  };
  LwtMain.atExit(say("at_exit 1"));
  LwtMain.atExit(say("at_exit 2"));
  LwtMain.ExitHooks.addLast(say("last"));
  LwtMain.ExitHooks.remove(LwtMain.ExitHooks.addFirst(say("gone")));
  LwtMain.ExitHooks.addLast(() => {
    lines.push("raises");
    throw new Error("x");
  });
  LwtMain.ExitHooks.addLast(() => {
    lines.push("adds");
    LwtMain.atExit(say("added"));
    return LwtUnix.sleep(0.01);
  });
  LwtMain.ExitHooks.addLast(() => {
    lines.push("end");
    Lwt.wakeupLater(ended, undefined);
    return Lwt.returnUnit;
  });
  for (const call of calls) call();
  await Lwt.toTask(end)();
  expect(lines).toEqual([
    "at_exit 2",
    "at_exit 1",
    "last",
    "raises",
    "adds",
    "added",
    "end",
  ]);
});

test("hooks that were all removed MUST not make a second last moment", () => {
  const calls = lastMoment();
  LwtMain.ExitHooks.remove(
    LwtMain.ExitHooks.addLast(() => Lwt.fail(new Error("gone"))),
  );
  LwtMain.ExitHooks.addLast(() => Lwt.returnUnit);
  expect(calls).toHaveLength(1);
});
