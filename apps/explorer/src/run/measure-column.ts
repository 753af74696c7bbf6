import { nodeRun, recorded } from "virtual:recorded";
import { isTodo, judgeTable, measuredScenarios, todosOf } from "spec";
import type { Run, RuntimeStyle, ScenarioId } from "spec";
import type { MeasuredColumn } from "./messages.js";
import { Meter, clockStep } from "./meter.js";
import { missed, onNeed } from "./needs-node.js";
import { runProgram } from "./program.js";

/**
 * Measures a style and judges its claims.
 *
 * Behaviour: programs run here, on the wall clock. One that needs Node has the
 * result that it had there, and so have the bytes, which no browser tells.
 */
export async function measureColumn(
  style: RuntimeStyle,
  onStart: (scenario: ScenarioId) => void,
): Promise<MeasuredColumn> {
  const before = nodeRun.results[style.name] ?? {};
  const results: Record<string, unknown> = {};
  const onNode: ScenarioId[] = [];
  const unmeasured: ScenarioId[] = [];
  for (const scenario of measuredScenarios) {
    if (isTodo(style, scenario)) continue;
    onStart(scenario);
    try {
      const { result } = await Promise.race([
        runOften(style, scenario),
        neededNode(),
      ]);
      results[scenario] = withBytes(result, before[scenario]);
    } catch (error) {
      if (missed(error) === undefined) throw error;
      const there = before[scenario];
      results[scenario] = there;
      (there === undefined ? unmeasured : onNode).push(scenario);
    }
  }
  const { rows, mistakes } = judgeTable([
    {
      style: style.name,
      title: style.title,
      ...(style.original && { original: style.original }),
      ...(style.claims && { claims: style.claims }),
      results,
      recorded: style.original ? recorded[style.original.name] : {},
      todo: [...todosOf(style), ...unmeasured],
    },
  ]);
  return { rows, mistakes, onNode, unmeasured, clockStep: clockStep() * 1000 };
}

/** How often what is timed runs: the more, the less the clock's steps count. */
const times = 5;

async function runOften(
  style: RuntimeStyle,
  scenario: ScenarioId,
): Promise<Run<unknown>> {
  const meter = new Meter();
  let run = await runProgram(style, scenario, "wall", meter);
  for (let n = 1; n < times && meter.isUsed; n += 1) {
    meter.again();
    run = await runProgram(style, scenario, "wall", meter);
  }
  return run;
}

/**
 * Rejects as soon as a program asks for something of Node's: its runtime may
 * have another error for that, or wait.
 */
function neededNode(): Promise<never> {
  return new Promise((_, reject) => {
    onNeed(reject);
  });
}

/** Fills in the bytes of costs from a result that has them. */
function withBytes(here: unknown, there: unknown): unknown {
  if (!isRecord(here) || !isRecord(there)) return here;
  const filled = Object.entries(here).map(([key, value]) => [
    key,
    key === "bytes" && value === undefined
      ? there[key]
      : withBytes(value, there[key]),
  ]);
  return Object.fromEntries(filled);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
