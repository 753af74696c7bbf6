/** Every scenario of every style, run as the command line runs it. */
import { alignTraces, scenarioIds, scenarioOf } from "spec";
import type { ScenarioId } from "spec";
import { recordedTrace } from "spec/node";
import { beforeAll, describe, expect, test } from "vitest";
// The compiled module: it starts the compiled process beside it.
import { runStyle } from "../dist/src/run-style.js";
import type { StyleRuns } from "../dist/src/run-style.js";
import type { StylePackage } from "side/node";
import { builtStyles } from "./built.js";
import { textRun } from "../src/views/text-run.js";
import { textTraces } from "../src/views/text-traces.js";

function onTheWallClock(
  style: StylePackage,
  scenarios: readonly ScenarioId[],
): Promise<StyleRuns> {
  return runStyle(
    style,
    scenarios.map((scenario) => ({ scenario, clock: "wall", inputs: {} })),
  );
}

/** The events of a run that are none of its scenario's. */
function strangers({
  scenario,
  run,
}: StyleRuns["runs"][number]): readonly string[] {
  const { events }: { readonly events: readonly string[] } =
    scenarioOf(scenario);
  return run.trace
    .map(({ lane, event }) => `${lane} ${event}`)
    .filter((event) => !events.includes(event));
}

describe.each(builtStyles.map((style) => [style.name, style] as const))(
  "%s on the wall clock",
  (_name, style) => {
    let live: StyleRuns;
    beforeAll(async () => {
      live = await onTheWallClock(style, scenarioIds);
      // A machine that is late may let the other one win a race: it is asked
      // again. A program that is wrong is wrong each time.
      for (let again = 0; again < 4; again += 1) {
        const odd = live.runs.filter((one) => strangers(one).length > 0);
        if (odd.length === 0) return;
        const { runs } = await onTheWallClock(
          style,
          odd.map(({ scenario }) => scenario),
        );
        live = {
          ...live,
          runs: live.runs.map(
            (one) =>
              runs.find(({ scenario }) => scenario === one.scenario) ?? one,
          ),
        };
      }
    });

    // How often, and in which order, is a matter of time on the wall clock.
    test.each(scenarioIds)("%s MUST log no event but the scenario's", (id) => {
      const one = live.runs.find(({ scenario }) => scenario === id);
      expect(one?.run.trace).not.toEqual([]);
      expect(one && strangers(one)).toEqual([]);
    });

    test.each(scenarioIds)("%s MUST be printed within 80 columns", (id) => {
      const run = live.runs.find(({ scenario }) => scenario === id)?.run;
      const { original } = live.style;
      const recorded = original && recordedTrace(original, id);
      const trace = run?.trace ?? [];
      const printed = [
        ...(run === undefined ? [] : [textRun({ style: live.style, run })]),
        textTraces(
          [
            {
              style: style.name,
              original: original?.name ?? "",
              trace,
              rows: alignTraces(recorded ?? trace, trace),
            },
          ],
          80,
        ),
      ].join("\n");
      for (const line of printed.split("\n"))
        expect(line.length, line).toBeLessThanOrEqual(80);
    });
  },
);
