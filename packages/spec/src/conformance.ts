import { describe, expect, test } from "vitest";
import { differenceOf } from "./alignment.js";
import { catalogue } from "./catalogue.js";
import type { ScenarioId } from "./catalogue.js";
import { recordedTrace, runScenario } from "./node.js";
import type { Run, Scenario } from "./scenario.js";
import type { RuntimeStyle } from "./style.js";
import { formatTrace } from "./trace.js";

/**
 * Registers every suite for a style, in vitest: call it at the top level of a
 * test file. There is nothing to choose. Every program runs on virtual time.
 */
export function conformance(style: RuntimeStyle): void {
  describe(style.name, () => {
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

  describe(`${id}: ${scenario.title}`, { timeout: 3 * limit * 1000 }, () => {
    test(`${id}.program MUST run to its end`, async () => {
      await run();
    });

    test(`${id}.events MUST log the scenario's events, each as often as it says, and no other`, async () => {
      const { trace } = await run();
      const logged = trace.map(({ lane, event }) => `${lane} ${event}`);
      expect(logged.toSorted()).toEqual(scenario.events.toSorted());
    });

    for (const [index, rule] of scenario.rules.entries())
      test(`${id}.${index + 1} MUST ${rule.must}`, async () => {
        expect(rule.see(await run())).toEqual(rule.equals);
      });

    const { seedTest } = scenario;
    if (seedTest !== undefined)
      test(seedTest.name, async () => {
        const seen = await run();
        for (const { source, see, equals } of seedTest.asserts)
          expect(see(seen), source).toEqual(equals);
      });

    const { original } = style;
    const recorded = original && recordedTrace(original, id);
    if (original !== undefined && recorded !== undefined)
      test(`${id}.original MUST have the trace of the real ${original.name} ${original.version}`, async () => {
        const { trace } = await run();
        const difference = differenceOf(recorded, trace, [
          `${original.name} ${original.version}`,
          style.name,
        ]);
        if (difference !== undefined) expect.fail(difference);
      });

    test(`${id}.trace MUST be the same when the program runs again`, async () => {
      const seen = await run();
      expect(formatTrace((await again()).trace)).toBe(formatTrace(seen.trace));
    });
  });
}

/** Real seconds that a program may take on virtual time, workers included. */
const limit = 20;

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
