import * as fc from "fast-check";
import { readCorpus } from "oracle/fuzz";
import { expect, test } from "vitest";
import { coverageOf } from "../src/fuzz/tokio/coverage.js";
import { eventsOf } from "../src/fuzz/tokio/events.js";
import { programArbitrary } from "../src/fuzz/tokio/generator.js";
import { allIn, operationNames } from "../src/fuzz/tokio/grammar.js";
import { tokio } from "../src/fuzz/tokio/original.js";
import { smallerPrograms } from "../src/fuzz/tokio/smaller.js";
import { formatProgram, parseProgram } from "../src/fuzz/tokio/text.js";

test("a program that is written and read again MUST be the same", () => {
  fc.assert(
    fc.property(programArbitrary(), (program) => {
      expect(parseProgram(formatProgram(program))).toEqual(program);
    }),
  );
});

test("a seed MUST make the same programs each time", () => {
  const sample = (): readonly string[] =>
    fc.sample(programArbitrary(), { seed: 7, numRuns: 50 }).map(formatProgram);
  expect(sample()).toEqual(sample());
});

test.each(operationNames)("%s MUST be made when it is asked for", (name) => {
  const programs = fc.sample(programArbitrary([name]), {
    seed: 1,
    numRuns: 30,
  });
  const made = programs.filter((program) =>
    [...allIn(program)].some(({ op }) => op === name),
  );
  expect(made.length).toBeGreaterThan(5);
});

test("the corpus MUST have every operation, and every pair that can meet", () => {
  const { entries } = readCorpus("tokio");
  const operations = new Set<string>();
  const pairs = new Set<string>();
  for (const { program } of entries) {
    const covered = coverageOf(parseProgram(program));
    for (const operation of covered.operations) operations.add(operation);
    for (const pair of covered.pairs) pairs.add(pair);
  }
  expect(entries.length).toBeGreaterThanOrEqual(5_000);
  expect(tokio.operations.filter((one) => !operations.has(one))).toEqual([]);
  expect(tokio.pairs.filter((one) => !pairs.has(one))).toEqual([]);
});

test("an operation MUST meet those before it in its body, and those around it", () => {
  const program = parseProgram(
    "lock 0 spawn 0 { yield ok 1 } join [ read sleep 1 ]",
  );
  expect([...coverageOf(program).pairs].toSorted()).toEqual([
    "join > read",
    "join > sleep",
    "lock > join",
    "lock > read",
    "lock > sleep",
    "lock > spawn",
    "lock > yield",
    "spawn > join",
    "spawn > read",
    "spawn > sleep",
    "spawn > yield",
  ]);
});

const sizeOf = (line: string): number =>
  line.split(" ").reduce((size, word) => size + 1000 + (Number(word) || 0), 0);

test("a smaller program MUST be one that can be read, and that is smaller", () => {
  fc.assert(
    fc.property(programArbitrary(), (program) => {
      for (const smaller of smallerPrograms(program)) {
        const line = formatProgram(smaller);
        expect(parseProgram(line)).toEqual(smaller);
        // A branch that is enabled, and a body that ends well, count as less.
        const ranked = line.replaceAll("branch 1", "branch 0");
        const before = formatProgram(program).replaceAll(
          "branch 0",
          "branch 1",
        );
        expect(sizeOf(ranked)).toBeLessThanOrEqual(sizeOf(before));
      }
    }),
    { numRuns: 50 },
  );
});

test("a program MUST shrink to the least that has what is looked for", () => {
  let program = parseProgram(
    "spawn 2 { repeat 3 { yield select 1 1 [ branch 0 2 2 [ join [ lock 1 sleep 70 ] ] branch 1 0 0 [ yield ] ] err 2 } ok 7 } yield",
  );
  const wanted = (line: string): boolean =>
    line.includes("lock") && line.includes("select");
  for (;;) {
    const smaller = [...smallerPrograms(program)].find((one) =>
      wanted(formatProgram(one)),
    );
    if (smaller === undefined) break;
    program = smaller;
  }
  expect(formatProgram(program)).toBe("select 0 0 [ branch 1 0 0 [ lock 0 ] ]");
});

test.each([
  ["lock", "word 2 of the program must be a mutex, not the end"],
  ["lock 2", "word 2 of the program must be a mutex, not 2"],
  ["loc 0", "word 1 of the program must be an operation, not loc"],
  ["join [ spawn", "word 4 of the program must be a handle, not the end"],
  ["pin 0 [ cancel 0 ]", "word 5 of the program must be a future, not 0"],
  ["block { ok 1 )", 'word 5 of the program must be "}", not )'],
])("%j MUST be refused by the word that is wrong", (line, message) => {
  expect(() => parseProgram(line)).toThrow(new SyntaxError(message));
});

test("a trace MUST be read as events on the lanes of its bodies", () => {
  expect(eventsOf("0:{ 1.2:recv=7 @5 0:! main:stuck")).toEqual([
    { at: 0, lane: "0", event: "{" },
    { at: 0, lane: "1.2", event: "recv", value: "7" },
    { at: 5, lane: "0", event: "!" },
    { at: 5, lane: "main", event: "stuck" },
  ]);
});

test("the sources of a program MUST have its operands in place", () => {
  fc.assert(
    fc.property(programArbitrary(), (program) => {
      for (const { text } of tokio.sources(program))
        expect(text).not.toMatch(/undefined|\{(\w+)\}/);
    }),
  );
});

test("the sources of a program MUST show it in Rust and in TypeScript", () => {
  const program = parseProgram(
    "spawn 0 { lock 1 err 2 } select 1 1 [ branch 1 1 2 [ recv 0 ] branch 0 0 0 [ handle 0 ] ]",
  );
  const [rust, typescript] = tokio.sources(program);
  expect(rust?.text).toBe(`async fn main() {
  handle0 = spawn(async { // 1
    log("lock", mutex1.lock().await);
    Err(2)
  });
  log("select", async { select! {
    biased;
    Some(value) = rx0.recv() => handler_that_yields(0, value).await,
    value = handle0, if false => won(1, value),
    else => otherwise(),
  } }.await);
}
`);
  expect(typescript?.text).toBe(`const main = gen(function* () {
  handle0 = spawn(gen(function* () { // 1
    log("lock", yield* mutex1.lock());
    yield* Effect.fail(2);
  }));
  log("select", yield* select({
    b0: branch(rx0.recv(), { match: isSome, handler: yields(0) }),
    b1: branch(handle0, { if: false }),
  }, { biased: true, else: otherwise }));
});
`);
});
