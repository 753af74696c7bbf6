/** Operations that are cut short: what is claimed is what is measured. */
import { describe, expect, test } from "vitest";
import { future, gen, Poll, sync } from "../src/index.js";
import { measure, type Measured, play } from "./cancel/measure.js";
import { Gate, type Make, ways } from "./cancel/scene.js";
import { table } from "./cancel/table.js";

async function measureAll(scenes: ReadonlyArray<Make>) {
  const all = await Promise.all(scenes.map(measure));
  return {
    verdicts: [...new Set(all.map(({ verdict }) => verdict))].toSorted(),
    wrong: all.flatMap(({ wrong }) => wrong),
  };
}

const claims = Object.entries(table).flatMap(([name, row]) => {
  if (!("as" in row)) {
    return row.cases.map(({ when, verdict, scenes }) => ({
      title: when === undefined ? name : `${name} (${when})`,
      verdicts: [verdict],
      scenes,
    }));
  }
  const original = table[row.as];
  const cases =
    original !== undefined && "cases" in original ? original.cases : [];
  const verdicts = [...new Set(cases.map(({ verdict }) => verdict))].toSorted();
  return [{ title: name, verdicts, scenes: row.scenes }];
});

describe("cut at each of its steps, in each way,", () => {
  test.each(claims)(
    "$title MUST be $verdicts",
    async ({ verdicts, scenes }) => {
      expect(await measureAll(scenes)).toEqual({ verdicts, wrong: [] });
    },
  );
});

test.each(["time.sleep", "time.sleepUntil", "time.timeout"])(
  "%s that is dropped MUST leave no timer that wakes its task",
  async (name) => {
    const row = table[name]!;
    const scenes = "as" in row ? row.scenes : [row.cases[0]!.scenes[0]!];
    for (const scene of scenes) {
      for (let step = 0; step < 4; step++) {
        const cut = { step, again: false };
        const outcome = await play(scene, ways["lives"]!, cut);
        expect([outcome.cut, outcome.woken]).toEqual([true, 0]);
      }
    }
  },
);

/** Operations that are broken, each in a way that must be found. */
const liars: Record<string, readonly [Make, Partial<Measured>]> = {
  "keeps the lock that it was given": [
    () => {
      const lock = new sync.Mutex(0);
      const gate = new Gate();
      return {
        op: () =>
          gen(function* () {
            const guard = yield* lock.lock();
            yield* gate.wait;
            guard.drop();
          }),
        moves: [() => gate.open()],
        wrong: () => [lock.tryLock()._tag === "Failure" && "it is held"],
      };
    },
    { wrong: expect.arrayContaining(["select at 3: it is held"]) as string[] },
  ],
  "loses the message that it has taken": [
    () => {
      const [tx, rx] = sync.mpsc.channel<number>(1);
      const gate = new Gate();
      const got: Array<unknown> = [];
      return {
        op: () =>
          gen(function* () {
            const message = yield* rx.recv();
            yield* gate.wait;
            return message;
          }),
        got: (it) => got.push(it),
        moves: [() => void tx.trySend(1), () => gate.open()],
        facts: () => got,
      };
    },
    { verdict: "unsafe", wrong: [] },
  ],
  "is never ready": [
    () => ({
      op: () => future.pollFn(() => Poll.Pending),
      moves: [],
    }),
    { wrong: expect.arrayContaining(["drop: it never ends"]) as string[] },
  ],
};

test.each(Object.keys(liars))(
  "an operation that %s MUST be found",
  async (name) => {
    const [scene, found] = liars[name]!;
    expect(await measure(scene)).toMatchObject(found);
  },
);
