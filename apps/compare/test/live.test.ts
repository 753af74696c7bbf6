/** Every scenario of every style, run as the command line runs it. */
import { alignTraces, scenarioIds, scenarioOf } from "spec";
import { recordedTrace } from "spec/node";
import { beforeAll, describe, expect, test } from "vitest";
// The compiled module: it starts the compiled process beside it.
import { runStyle } from "../dist/src/run-style.js";
import type { StyleRuns } from "../dist/src/run-style.js";
import { builtStyles } from "./built.js";
import { textRun } from "../src/views/text-run.js";
import { textTraces } from "../src/views/text-traces.js";

describe.each(builtStyles.map((style) => [style.name, style] as const))(
  "%s on the wall clock",
  (_name, style) => {
    let live: StyleRuns;
    beforeAll(async () => {
      live = await runStyle(
        style,
        scenarioIds.map((scenario) => ({
          scenario,
          clock: "wall",
          inputs: {},
        })),
      );
    });

    // How often, and in which order, is a matter of time on the wall clock.
    test.each(scenarioIds)("%s MUST log no event but the scenario's", (id) => {
      const run = live.runs.find(({ scenario }) => scenario === id)?.run;
      const logged = run?.trace.map(({ lane, event }) => `${lane} ${event}`);
      expect(logged).not.toEqual([]);
      expect(scenarioOf(id).events).toEqual(
        expect.arrayContaining(logged ?? ["nothing"]),
      );
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
