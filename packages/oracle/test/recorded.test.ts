import { existsSync, readFileSync } from "node:fs";
import { formatTrace, parseTrace, scenarioIds } from "spec";
import type { ScenarioId } from "spec";
import { proseOf } from "spec/node";
import { describe, expect, test } from "vitest";
import {
  findOrphans,
  findSources,
  formatFile,
  LWT,
  parseFile,
  scenariosFolder,
  TOKIO,
} from "../src/index.js";

const folder = scenariosFolder();
const sources = findSources(folder);
const evidence = sources.filter(({ kind }) => kind === "evidence");
const traces = sources.filter(({ kind }) => kind === "trace");
const original = {
  ocaml: { runtime: `Lwt ${LWT}`, compiler: /^OCaml \d+\.\d+\.\d+$/ },
  rust: { runtime: `Tokio ${TOKIO}`, compiler: /^Rust \d+\.\d+\.\d+$/ },
};

test("every recording MUST have a program that records it anew", () => {
  expect(findOrphans(folder)).toEqual([]);
});

test("there MUST be evidence of both originals", () => {
  const languages = new Set(evidence.map(({ language }) => language));
  expect(languages).toEqual(new Set(["ocaml", "rust"]));
});

describe.each(evidence)(
  "the $language evidence of $scenario",
  ({ language, recording }) => {
    test("MUST be recorded", () => {
      expect(existsSync(recording)).toBe(true);
    });

    test("MUST be well-formed, in the form that the recorder writes", () => {
      const text = readFileSync(recording, "utf8");
      expect(formatFile(parseFile(text))).toBe(text);
    });

    test("MUST come from the original that the ports are held to", () => {
      const file = parseFile(readFileSync(recording, "utf8"));
      expect(file.runtime).toBe(original[language].runtime);
      expect(file.compiler).toMatch(original[language].compiler);
      expect(file.command).toBe("pnpm record");
    });
  },
);

test("every scenario MUST have a program for each original", () => {
  for (const language of ["ocaml", "rust"] as const)
    expect(
      traces
        .filter((source) => source.language === language)
        .map(({ scenario }) => scenario),
    ).toEqual(scenarioIds.toSorted());
});

describe.each(traces)(
  "the $language trace of $scenario",
  ({ scenario, language, program, recording }) => {
    test("MUST be in the form that the recorder writes", () => {
      const text = readFileSync(recording, "utf8");
      const [runtime, compiler, command, ...events] = text.split("\n");
      expect(runtime).toBe(`# runtime: ${original[language].runtime}`);
      expect(compiler?.replace("# compiler: ", "")).toMatch(
        original[language].compiler,
      );
      expect(command).toBe("# command: pnpm record");
      expect(formatTrace(parseTrace(text))).toBe(events.join("\n"));
    });

    test("MUST come from a program that has the scenario's steps, word for word", () => {
      const text = readFileSync(program, "utf8");
      const [opens, closes] = language === "ocaml" ? ["(*", " *)"] : ["//", ""];
      const steps = proseOf(scenario as ScenarioId).steps.map(
        (step, index) => `${opens} ${index + 1}. ${step}${closes}`,
      );
      const lines = text.split("\n").map((line) => line.trim());
      expect(lines.filter((line) => steps.includes(line)).toSorted()).toEqual(
        steps.toSorted(),
      );
    });
  },
);
