/** What the README shows is what the command line prints. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { scenarioIds } from "spec";
import { expect, test } from "vitest";
import { ofBuilt } from "./built.js";

const main = fileURLToPath(new URL("../dist/src/main.js", import.meta.url));
const readme = readFileSync(
  new URL("../../../README.md", import.meta.url),
  "utf8",
);

/** Aspects, claims and verdicts of a table in Markdown; no figures. */
function skeleton(markdown: string): readonly string[] {
  return markdown
    .split("\n")
    .filter((line) => line.startsWith("| **"))
    .map((line) =>
      [...line.matchAll(/\*\*[^*]+\*\*|“[^”]*”/g)].map(([part]) => part).join(),
    );
}

test("the README's table MUST have the claims and verdicts that are measured", () => {
  const printed = execFileSync(
    process.execPath,
    [main, "table", "--markdown", ...ofBuilt],
    {
      encoding: "utf8",
    },
  );
  expect(skeleton(readme)).toEqual(skeleton(printed));
  expect(skeleton(readme)).toHaveLength(7);
});

test("each command that the README names MUST exist", () => {
  const commands = [
    ...readme.matchAll(
      /compare (run|trace|side|table|vocabulary|list)\b ?([\w-]*)/g,
    ),
  ];
  expect(commands.length).toBeGreaterThan(5);
  for (const [, command, argument = ""] of commands)
    if (command === "run" || command === "trace")
      expect(scenarioIds).toContain(argument);
    else if (command === "side" && argument !== "")
      expect(scenarioIds).toContain(argument);
});

test("each file that the README links to MUST exist", () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(
    ([, path]) => new URL(`../../../${path}`, import.meta.url),
  );
  expect(links.length).toBeGreaterThan(5);
  for (const link of links)
    expect(() =>
      execFileSync("test", ["-e", fileURLToPath(link)]),
    ).not.toThrow();
});
