/** Children and signals, against traces of the real Tokio. */
import { readdirSync, readFileSync } from "node:fs";
import { Effect, Fiber } from "effect";
import { expect, test } from "vitest";
import { gen, runtime, select, sync, time } from "../src/index.js";
import { type Child, Command, Stdio } from "../src/process.js";
import { once } from "./io-script.js";
import { programs } from "./process-programs.js";
import { recorded, startLog } from "./support.js";

const tokio = recorded("process.trace");

/** Runs on the wall clock: a child does not wait for ours. */
async function live<A, E>(program: Effect.Effect<A, E>): Promise<A> {
  using rt = runtime.Builder.newCurrentThread().enableAll().build();
  return await rt.blockOn(program);
}

test.each(Object.keys(programs))(
  "%s MUST give what the real Tokio gives",
  async (name) => {
    const lines = startLog();
    await live(programs[name]?.() ?? Effect.void);
    expect(lines.map((line) => line.replace(/^@\d+/, "@0"))).toEqual(
      tokio.get(name),
    );
  },
);

test("every recorded program MUST have its port", () => {
  expect(Object.keys(programs).toSorted()).toEqual(
    [...tokio.keys()].toSorted(),
  );
});

const sleeps = () =>
  new Command("sleep").arg("100").stdin(Stdio.null()).stdout(Stdio.piped());
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const untilDead = async (pid: number) => {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 1));
};

test("a child that is dropped MUST live on, and be killed with killOnDrop", () =>
  live(
    gen(function* () {
      const stays = yield* sleeps().spawn();
      const dies = yield* sleeps().killOnDrop(true).spawn();
      const [a, b] = [stays.id()!, dies.id()!];
      stays.drop();
      dies.drop();
      yield* Effect.promise(() => untilDead(b));
      expect(isAlive(a)).toBe(true);
      yield* stays.kill();
      expect(isAlive(a)).toBe(false);
    }),
  ));

test("an output that select drops MUST kill its child with killOnDrop, and close its pipes", async () => {
  const open = () => readdirSync("/proc/self/fd").length;
  await live(new Command("true").output());
  const before = open();
  let pid = 0;
  await live(
    gen(function* () {
      const spawned = new sync.Notify();
      const program = sleeps().killOnDrop(true);
      const output = Effect.flatMap(program.spawn(), (child) => {
        pid = child.id()!;
        spawned.notifyOne();
        return child.waitWithOutput();
      });
      yield* select({ output, spawned: spawned.notified() });
    }),
  );
  expect(pid).toBeGreaterThan(0);
  await untilDead(pid);
  while (open() > before) await new Promise((r) => setTimeout(r, 1));
});

test("a spawn that is dropped MUST drop its child", async () => {
  const children = () =>
    readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").split(" ")
      .length;
  const before = children();
  const program = sleeps().killOnDrop(true).spawn();
  const lines = startLog();
  await live(once(program));
  expect(lines.map((line) => line.replace(/^@\d+ /, ""))).toEqual(["cut"]);
  while (children() > before) await new Promise((r) => setTimeout(r, 1));
});

test("a child that does not read MUST hold its writer back, and fail it when it dies", () =>
  live(
    gen(function* () {
      using child: Child = yield* new Command("sleep")
        .arg("100")
        .stdin(Stdio.piped())
        .spawn();
      const stdin = child.stdin!;
      child.stdin = undefined;
      let sent = 0;
      const fill = gen(function* () {
        for (;;) sent += yield* stdin.write(new Uint8Array(50_000));
      });
      yield* select({ fill, timeout: time.sleep(30) });
      expect(sent).toBeLessThan(4 << 20);
      yield* child.kill();
      const error = yield* Effect.flip(stdin.writeAll("x"));
      expect(error.kind).toBe("BrokenPipe");
    }),
  ));

test("output MUST work below a plain fiber, without a runtime", async () => {
  const { stdout } = await Effect.runPromise(
    new Command("echo").arg("hi").output(),
  );
  expect(String.fromCharCode(...stdout)).toBe("hi\n");
  const waiting = Effect.runFork(sleeps().killOnDrop(true).output());
  await Effect.runPromise(Effect.sleep(20));
  await Effect.runPromise(Fiber.interrupt(waiting));
});

test("paused time MUST move while a child is waited for", async () => {
  using rt = runtime.Builder.newCurrentThread().startPaused(true).build();
  const main = gen(function* () {
    using child = yield* sleeps().killOnDrop(true).spawn();
    const late = yield* Effect.flip(time.timeout(60_000, child.wait()));
    return [late._tag, time.Instant.now().millis];
  });
  expect(await rt.blockOn(main)).toEqual(["Elapsed", 60_000]);
});
