import { describe, expect, test } from "vitest";
import { differenceOf } from "./alignment.js";
import { catalogue } from "./catalogue.js";
import type { ScenarioId } from "./catalogue.js";
import { runScenario } from "./node.js";
import { recordedTrace } from "./scenario-files.js";
import type { Run, Scenario } from "./scenario.js";
import { isTodo, nameOf, todosOf } from "./style.js";
import type { Divergence, RuntimeStyle } from "./style.js";
import { formatTrace } from "./trace.js";

/**
 * Registers every suite for a style, in vitest: call it at the top level of a
 * test file. There is nothing to choose. Every program runs on virtual time.
 *
 * A program that is `todo` has each of its tests listed as todo, and one test of
 * the style fails until none is.
 */
export function conformance(style: RuntimeStyle): void {
  describe(style.name, () => {
    test("it MUST have a program for each scenario", () => {
      const todos = todosOf(style);
      if (todos.length > 0)
        expect.fail(
          `${todos.length} of ${catalogue.length} programs are to be written, the first of them programs/${todos[0]}.ts`,
        );
    });

    for (const scenario of catalogue)
      suite(style, scenario as unknown as Scenario<ScenarioId, unknown>);
  });
}

function suite(
  style: RuntimeStyle,
  scenario: Scenario<ScenarioId, unknown>,
): void {
  const { id } = scenario;
  const again = (): Promise<Run<unknown>> =>
    ended(runScenario(style, id, { clock: "virtual" }), style.name, id);
  let first: Promise<Run<unknown>> | undefined;
  const run = (): Promise<Run<unknown>> => (first ??= again());
  const register: (title: string, holds: () => Promise<void>) => void = isTodo(
    style,
    id,
  )
    ? (title) => test.todo(title)
    : test;
  const known = new Map(
    style.divergences
      ?.filter((divergence) => divergence.scenario === id)
      .map((divergence) => [divergence.rule, divergence]),
  );

  /** One test for a rule, or for the divergence that says it is broken. */
  const check = (
    rule: string,
    must: string,
    holds: () => Promise<void>,
  ): void => {
    const divergence = known.get(rule);
    known.delete(rule);
    if (divergence === undefined) register(`${id}.${rule} MUST ${must}`, holds);
    else
      register(`${id}.${rule} ${divergence.kind}: ${divergence.reason}`, () =>
        stillDiverges(divergence, holds),
      );
  };

  describe(`${id}: ${scenario.title}`, { timeout: 3 * limit * 1000 }, () => {
    check("program", "run to its end", async () => {
      await run();
    });

    check(
      "events",
      "log the scenario's events, each as often as it says, and no other",
      async () => {
        const { trace } = await run();
        const logged = trace.map(({ lane, event }) => `${lane} ${event}`);
        expect(logged.toSorted()).toEqual(scenario.events.toSorted());
      },
    );

    for (const [index, rule] of scenario.rules.entries())
      check(String(index + 1), rule.must, async () => {
        expect(rule.see(await run())).toEqual(rule.equals);
      });

    const { seedTest } = scenario;
    if (seedTest !== undefined)
      register(seedTest.name, async () => {
        const seen = await run();
        for (const { source, see, equals } of seedTest.asserts)
          expect(see(seen), source).toEqual(equals);
      });

    const { original } = style;
    const recorded = original && recordedTrace(original, id);
    if (original !== undefined && recorded !== undefined) {
      const real = nameOf(original);
      check("original", `have the trace of the real ${real}`, async () => {
        const { trace } = await run();
        const difference = differenceOf(recorded, trace, [real, style.name]);
        if (difference !== undefined) expect.fail(difference);
      });
    }

    check("trace", "be the same when the program runs again", async () => {
      const seen = await run();
      expect(formatTrace((await again()).trace)).toBe(formatTrace(seen.trace));
    });

    for (const rule of known.keys())
      test(`${id}.${rule} MUST be a rule, since a divergence names it`, () => {
        expect.fail(`${id} has no rule "${rule}": delete the divergence`);
      });
  });
}

/** Holds a divergence to its word: it goes when the style conforms. */
async function stillDiverges(
  { scenario, rule }: Divergence,
  holds: () => Promise<void>,
): Promise<void> {
  const conforms = await holds().then(
    () => true,
    () => false,
  );
  if (conforms)
    expect.fail(`${scenario}.${rule} holds now: delete its divergence`);
}

/** The host's own, whatever stands in for it on virtual time. */
const { setTimeout } = globalThis;

/** Real seconds that a program may take on virtual time, workers included. */
const limit = 60;

/** The run, or an error where it does not end. */
async function ended<R>(
  run: Promise<R>,
  style: string,
  id: ScenarioId,
): Promise<R> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(
        new Error(
          `${style}'s program for ${id} did not end in ${limit} seconds`,
        ),
      );
    }, limit * 1000);
  });
  try {
    return await Promise.race([run, late]);
  } finally {
    clearTimeout(timer);
  }
}
