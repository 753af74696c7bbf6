/** A style outside of this repository uses the kit as it is packed. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import manifest from "../package.json" with { type: "json" };

const here = fileURLToPath(new URL("../", import.meta.url));
const outside = mkdtempSync(join(tmpdir(), "outside-"));
afterAll(() => rmSync(outside, { recursive: true }));

const write = (name: string, text: string): void =>
  writeFileSync(join(outside, name), text);

/** What a project of somebody else writes: one program, and all others todo. */
const style = `
import { scenarioIds, todo } from "spec";
import type { ProgramOf, Programs, RuntimeStyle } from "spec";
import { hostClock } from "spec/node";
import { blockFor } from "spec/jobs";

const blockingRead: ProgramOf<"blocking-read"> = async (io) => {
  io.log("main", "asks");
  blockFor(10);
  io.log("main", "has the data", "data from blocking read");
  return "data from blocking read";
};

export const style: RuntimeStyle = {
  name: "outside-style",
  title: "A style outside of the repository",
  original: { name: "Lwt", version: "5.6.1", language: "OCaml" },
  programs: {
    ...(Object.fromEntries(scenarioIds.map((id) => [id, todo])) as unknown as Programs),
    "blocking-read": async () => ({ default: blockingRead }),
  },
  openClock: hostClock,
};
`;

/** The dependencies are those that are installed here: no registry is asked. */
const installed = Object.keys({
  ...manifest.dependencies,
  ...manifest.devDependencies,
}).filter((name) => !["publint", "fast-check"].includes(name));

beforeAll(() => {
  execFileSync("pnpm", ["pack", "--pack-destination", outside], {
    cwd: here,
    stdio: "ignore",
  });
  const tarball = readdirSync(outside).find((name) => name.endsWith(".tgz"));
  const links = installed.map((name) => [
    name,
    `link:${join(here, "node_modules", name)}`,
  ]);
  const all = Object.fromEntries(links) as Record<string, string>;
  write(
    "package.json",
    JSON.stringify({
      name: "outside",
      private: true,
      type: "module",
      dependencies: { spec: `file:./${tarball}` },
      devDependencies: all,
    }),
  );
  write(
    "pnpm-workspace.yaml",
    `packages: ["."]\npmOnFail: ignore\noverrides: ${JSON.stringify(all)}\n`,
  );
  write("style.ts", style);
  write(
    "conformance.test.ts",
    `import { conformance } from "spec/conformance";\nimport { style } from "./style.js";\n\nconformance(style);\n`,
  );
  write(
    "tsconfig.json",
    JSON.stringify({
      compilerOptions: {
        target: "es2022",
        lib: ["es2023", "esnext.disposable"],
        module: "nodenext",
        strict: true,
        noEmit: true,
        types: ["node"],
      },
      files: ["style.ts", "conformance.test.ts"],
    }),
  );
  execFileSync("pnpm", ["install", "--offline"], {
    cwd: outside,
    stdio: "pipe",
  });
}, 300_000);

test("it MUST type-check with the types of the package, and those alone", () => {
  const { status, stdout } = spawnSync("node_modules/.bin/tsc", [], {
    cwd: outside,
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([0, ""]);
});

test("conformance MUST run there, with the scenarios and the recorded traces", () => {
  const { status, stdout } = spawnSync(
    "node_modules/.bin/vitest",
    ["run", "--reporter=json"],
    { cwd: outside, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
  );
  const report = JSON.parse(stdout) as {
    readonly testResults: readonly {
      readonly assertionResults: readonly {
        readonly title: string;
        readonly status: string;
      }[];
    }[];
  };
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const titles = (wanted: string): readonly string[] =>
    tests.filter((one) => one.status === wanted).map((one) => one.title);
  expect(titles("passed")).toEqual([
    "blocking-read.program MUST run to its end",
    "blocking-read.events MUST log the scenario's events, each as often as it says, and no other",
    "blocking-read.1 MUST hand over the data that was read",
    "test_blocking",
    "blocking-read.original MUST have the trace of the real Lwt 5.6.1",
    "blocking-read.trace MUST be the same when the program runs again",
  ]);
  expect(titles("failed")).toEqual([
    "it MUST have a program for each scenario",
  ]);
  expect(titles("todo").length).toBeGreaterThan(200);
  expect(status).toBe(1);
});
