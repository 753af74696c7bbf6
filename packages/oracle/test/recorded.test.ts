import { existsSync, readFileSync } from "node:fs";
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

test("every recording MUST have a program that records it anew", () => {
  expect(findOrphans(folder)).toEqual([]);
});

test("there MUST be evidence of both originals", () => {
  const languages = new Set(sources.map(({ language }) => language));
  expect(languages).toEqual(new Set(["ocaml", "rust"]));
});

describe.each(sources)(
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
      const [runtime, compiler] =
        language === "ocaml"
          ? [`Lwt ${LWT}`, /^OCaml \d+\.\d+\.\d+$/]
          : [`Tokio ${TOKIO}`, /^Rust \d+\.\d+\.\d+$/];
      expect(file.runtime).toBe(runtime);
      expect(file.compiler).toMatch(compiler);
      expect(file.command).toBe("pnpm record");
    });
  },
);
