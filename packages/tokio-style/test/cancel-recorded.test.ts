/** Operations that are cut short, against the real Tokio, step by step. */
import { expect, test } from "vitest";
import { type Cut, type Outcome, play } from "./cancel/measure.js";
import { type Make, ways } from "./cancel/scene.js";
import { table } from "./cancel/table.js";
import { recorded } from "./support.js";

const tokio = recorded("cancel.trace");

function scenesOf(name: string): ReadonlyArray<Make> {
  const row = table[name]!;
  return "as" in row ? row.scenes : row.cases.flatMap(({ scenes }) => scenes);
}

function shown({ finished, order, facts, wrong, woken }: Outcome): string {
  const ends = finished ? "ends" : "waits";
  const well = wrong.length === 0 ? "well" : "wrong";
  return `${ends} [${order.join(",")}] [${[facts].flat().join(",")}] ${well}${woken > 0 ? `, woken ${woken}` : ""}`;
}

const ALL = ["abort", "select", "lives", "drop"];
/**
 * Rust's loser is either the handle itself, whose drop takes its waker away,
 * or `&mut handle`, which leaves it. Only the second can be awaited again, and
 * so is what was recorded; the port's is like the first.
 */
const unlike = new Map([["task.JoinHandle", ["lives"]]]);

async function trace(
  name: string,
  make: Make,
  index: number,
): Promise<Array<string>> {
  const lines: Array<string> = [];
  for (const way of ALL) {
    if (unlike.get(name)?.includes(way) === true) continue;
    const line = (words: string, it: Outcome) =>
      lines.push(`${index} ${way}${words}: ${shown(it)}`);
    const cut = (at: Cut) => play(make, ways[way]!, at);
    line("", await play(make, ways[way]!));
    for (let step = 0; ; step++) {
      const again = await cut({ step, again: true });
      if (!again.cut) break;
      line(` at ${step}, again`, again);
      line(` at ${step}`, await cut({ step, again: false }));
    }
  }
  return lines;
}

test.each([...tokio.keys()])(
  "%s MUST leave what it leaves with the real Tokio, wherever it is cut",
  async (name) => {
    const all = await Promise.all(
      scenesOf(name).map((make, i) => trace(name, make, i)),
    );
    // The recorder plays all on one clock, and here each has its own.
    const lines = tokio.get(name)!.map((it) => it.replace(/^@\d+ /, ""));
    expect(all.flat()).toEqual(lines);
  },
);

test("every method of sync MUST have been recorded", () => {
  // A Notified is what `notified` gives, and is recorded there.
  const methods = Object.keys(table).filter(
    (name) => name.startsWith("sync.") && name !== "sync.Notified",
  );
  expect([...tokio.keys()]).toEqual(expect.arrayContaining(methods));
});
