import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
// Built, as others get it: it finds the folders from where it stands.
import { proseOf } from "spec/node";
import {
  catalogue,
  parseProse,
  scenarioIds,
  scenarioOf,
} from "../src/index.js";
import type { Scenario, ScenarioId } from "../src/index.js";

const scenarios = new URL("../scenarios/", import.meta.url);

const all = catalogue as readonly Scenario<ScenarioId, never>[];

describe("catalogue", () => {
  test("the folders in scenarios/ MUST be those of the catalogue", () => {
    const folders = readdirSync(scenarios).toSorted();
    expect(folders).toEqual(scenarioIds.toSorted());
  });

  test("an id MUST name one scenario", () => {
    expect(new Set(scenarioIds).size).toBe(scenarioIds.length);
    for (const scenario of catalogue)
      expect(scenarioOf(scenario.id)).toBe(scenario);
  });

  test("a title MUST name one scenario", () => {
    const titles = catalogue.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test("the page's three tests MUST keep their names, once each", () => {
    const names = all.flatMap(({ seedTest }) => seedTest?.name ?? []);
    expect(names).toEqual(["test_blocking", "test_parallel", "test_poll"]);
  });
});

describe.each(all)("$id", (scenario) => {
  const { id, events, rules, inputs } = scenario;
  const sentences = rules.map(({ must }) => must);
  const folder = new URL(`${id}/`, scenarios);

  test("its folder MUST define it", () => {
    const code = readFileSync(new URL("scenario.ts", folder), "utf8");
    expect(code).toContain(`id: "${id}"`);
  });

  test("its prose MUST parse, with three steps or more", () => {
    const text = readFileSync(new URL("scenario.md", folder), "utf8");
    const prose = parseProse(text);
    expect(prose.steps.length).toBeGreaterThanOrEqual(3);
    expect(proseOf(id)).toEqual(prose);
  });

  test("it MUST have a rule and events", () => {
    expect(rules).not.toEqual([]);
    expect(events).not.toEqual([]);
  });

  test("no two of its rules MUST say the same", () => {
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  test("its rules MUST go on after MUST, and not end in a full stop", () => {
    for (const sentence of sentences)
      expect(sentence).toMatch(/^(?!MUST\b)[^\s].*[^\s.]$/);
  });

  test("its events MUST be of the trace's text form: a lane and a word", () => {
    for (const event of events) expect(event).toMatch(/^\S+( \S+)+$/);
  });

  test("a number that stands in for an input MUST be one that it allows", () => {
    for (const input of Object.values(inputs))
      if (input.kind === "integer") {
        expect(input.default).toBeGreaterThanOrEqual(input.min);
        expect(input.default).toBeLessThanOrEqual(input.max);
      }
  });
});
