import { expect, test } from "vitest";
import {
  countsOf,
  formatDifference,
  formatTally,
  lwt,
  parseProgram,
  Tally,
} from "../src/fuzz/index.js";

const line = "task 0 bind 1 0 { give 0 } wakeup 0 5";
const program = parseProgram(line);

function tally(): Tally<typeof program> {
  const counted = new Tally(lwt);
  counted.count(program, "c0:5 p0:=5");
  counted.count(program, "!crash");
  return counted;
}

test("a difference MUST show the program as a command, as two sources, and both traces", () => {
  const text = formatDifference(lwt, "lwt-style", {
    program,
    real: "c0:5 p0:=5",
    port: "p0:=5",
  });
  expect(text).toContain(`pnpm fuzz lwt --program '${line}'`);
  expect(text).toContain("p.(1) <- Lwt.bind p.(0) (fun x ->");
  expect(text).toContain("p[1] = Lwt.bind(p[0], (x) => {");
  expect(text).toContain("the traces differ from line 1 on:");
  expect(text).toContain('≠ @0ms  c0  called  "5"');
});

test("what was covered MUST leave out the programs that are not compared", () => {
  const counts = countsOf(lwt, tally(), { seed: 1 });
  expect(counts).toMatchObject({
    original: "Lwt 5.6.1",
    programs: 2,
    seed: 1,
    excluded: { crash: 1 },
    operations: { bind: 1, cancel: 0 },
    pairs: { seen: 2, reachable: lwt.pairs.length },
  });
});

test("the coverage MUST name every operation and how many programs had no comparison", () => {
  const text = formatTally(lwt, tally());
  for (const operation of lwt.operations) expect(text).toContain(operation);
  expect(text).toContain("of which are not compared: 1 crash");
  expect(text).toContain(
    `covered: 3 of ${lwt.operations.length} operations, 2 of the ${lwt.pairs.length} pairs that can meet`,
  );
  expect(text).toContain("never met: ");
});
