/** The vocabulary names what is there, and the scenarios that show it. */
import { readFileSync } from "node:fs";
import { syntaxWords, vocabulary } from "spec";
import type { Concept } from "spec";
import { describe, expect, test } from "vitest";
import { textVocabulary } from "../src/views/text-vocabulary.js";
import { compare } from "./command.js";

type Exports = Readonly<Record<string, unknown>>;

/** Where each column's names are looked for. */
const modules: Readonly<
  Record<"lwt" | "tokio" | "promises", readonly Exports[]>
> = {
  lwt: [await import("lwt-style"), await import("lwt-style/unix")],
  tokio: [
    await import("tokio-style"),
    {
      fs: await import("tokio-style/fs"),
      net: await import("tokio-style/net"),
      process: await import("tokio-style/process"),
      signal: await import("tokio-style/signal"),
    },
  ],
  promises: [
    globalThis,
    await import("node:async_hooks"),
    {
      child_process: await import("node:child_process"),
      fs: await import("node:fs"),
      net: await import("node:net"),
      worker_threads: await import("node:worker_threads"),
    },
  ],
};

/** Whether a name leads somewhere: by exports, statics and methods. */
function resolves(name: string, roots: readonly Exports[]): boolean {
  const parts = name.split(".");
  return roots.some((root) => {
    let here: unknown = root;
    for (const part of parts) {
      if (here === undefined || here === null) return false;
      const { prototype } = here as { readonly prototype?: object };
      if (part in Object(here)) here = (here as Exports)[part];
      else if (prototype !== undefined && part in prototype) {
        // A getter of a prototype has nothing to get from.
        here = undefined;
        return part === parts.at(-1);
      } else return false;
    }
    return here !== undefined;
  });
}

const concepts = vocabulary.flatMap((topic) => topic.concepts);

test.each(concepts)("each name of $concept MUST be exported", (concept) => {
  for (const column of ["lwt", "tokio", "promises"] as const)
    for (const name of concept[column])
      expect(
        syntaxWords.includes(name) || resolves(name, modules[column]),
        `${column}: ${name}`,
      ).toBe(true);
});

test.each([
  ["lwt", "Lwt.pikc"],
  ["lwt", "sync.Mutex"],
  ["tokio", "task.JoinHandle.cancel"],
  ["tokio", "sync.Notify.notifyOne.now"],
  ["promises", "Promise.first"],
] as const)("in the column %s the name %s MUST be refused", (column, name) => {
  expect(resolves(name, modules[column])).toBe(false);
});

test.each(concepts.filter(({ scenario }) => scenario !== undefined))(
  "$scenario MUST show $concept in each style that has it",
  (concept) => {
    for (const [column, style] of [
      ["lwt", "lwt-style"],
      ["tokio", "tokio-style"],
    ] as const)
      if (concept[column].length > 0)
        expect(
          concept[column].filter((name) =>
            words(style, concept).includes(name.split(".").at(-1) ?? ""),
          ),
          style,
        ).not.toEqual([]);
  },
);

function words(style: string, { scenario }: Concept): string[] {
  const url = `../../../packages/${style}/programs/${scenario}.ts`;
  const program = readFileSync(new URL(url, import.meta.url), "utf8");
  return program.match(/yield\*|\w+/g) ?? [];
}

describe("textVocabulary", () => {
  test.each([80, 100, 120, 200])(
    "at %i columns it MUST fit, with every concept and every name on one line",
    (width) => {
      const lines = textVocabulary(vocabulary, width).split("\n");
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      for (const { concept, lwt, tokio, promises } of concepts) {
        expect(lines.filter((line) => line.startsWith(concept))).not.toEqual(
          [],
        );
        for (const name of [...lwt, ...tokio, ...promises])
          expect(
            lines.some((line) => line.includes(name)),
            name,
          ).toBe(true);
      }
    },
  );

  test("at 40 columns it MUST fit, with names broken at their dots", () => {
    const lines = textVocabulary(vocabulary, 40).split("\n");
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
  });
});

describe("vocabulary", () => {
  test("it MUST print every concept: as text, as data and as Markdown", async () => {
    const text = await compare("vocabulary");
    const data = await compare("vocabulary", "--json");
    const markdown = await compare("vocabulary", "--markdown");
    for (const { code, stderr } of [text, data, markdown])
      expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(data.stdout)).toEqual({ topics: vocabulary });
    expect(text.stdout).not.toContain("\u001B");
    const rows = markdown.stdout.trimEnd().split("\n");
    expect(rows).toHaveLength(2 + vocabulary.length + concepts.length);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
    for (const { concept, meaning } of concepts) {
      expect(text.stdout).toContain(`${concept}: ${meaning}`);
      expect(
        rows.filter((row) => row.startsWith(`| ${concept} |`)),
      ).toHaveLength(1);
    }
  });

  test("two forms at once MUST give one line on stderr and exit code 2", async () => {
    const { code, stdout, stderr } = await compare(
      "vocabulary",
      "--json",
      "--markdown",
    );
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^compare: .* exclude each other: give one\n$/);
  });
});
