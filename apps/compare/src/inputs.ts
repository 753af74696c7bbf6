import { existsSync } from "node:fs";
import { scenarioIds } from "spec";
import type { Inputs, ScenarioId } from "spec";
import { UsageError, unknownName } from "./errors.js";

/**
 * Finds a scenario.
 *
 * Errors: a name that none has is a `UsageError` with the nearest.
 */
export function scenarioNamed(name: string): ScenarioId {
  const id = scenarioIds.find((known) => known === name);
  if (id === undefined) throw unknownName("scenario", name, scenarioIds);
  return id;
}

/**
 * Reads `name=value` pairs for a scenario's inputs.
 *
 * Errors: a `UsageError` for a pair without `=`, a name that the scenario does
 * not have, a number that is none or out of its range, a file that is not there.
 */
export function readInputs(
  scenario: { readonly id: string; readonly inputs: Inputs },
  pairs: readonly string[],
): Record<string, string | number> {
  const read: Record<string, string | number> = {};
  for (const pair of pairs) {
    const equals = pair.indexOf("=");
    if (equals < 1)
      throw new UsageError(
        `--with takes name=value, and "${pair}" is not of that form`,
      );
    const name = pair.slice(0, equals);
    const value = pair.slice(equals + 1);
    const input = scenario.inputs[name];
    if (input === undefined)
      throw unknownName(
        `input of ${scenario.id}`,
        name,
        Object.keys(scenario.inputs),
      );
    if (input.kind === "file") {
      if (!existsSync(value))
        throw new UsageError(
          `${name} is ${input.describe}, and there is no file "${value}"`,
        );
      read[name] = value;
      continue;
    }
    read[name] = wholeNumber(name, value, input.min, input.max);
  }
  return read;
}

/**
 * Reads a number.
 *
 * Errors: a `UsageError` for what is none, is not whole, or is out of range.
 */
export function wholeNumber(
  name: string,
  text: string,
  min: number,
  max: number,
): number {
  const number = Number(text);
  if (
    text.trim() === "" ||
    !Number.isInteger(number) ||
    number < min ||
    number > max
  )
    throw new UsageError(
      `${name} must be a whole number from ${min} to ${max}, and is "${text}"`,
    );
  return number;
}
