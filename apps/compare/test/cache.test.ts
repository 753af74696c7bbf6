/**
 * A broken spec must never give a cached green: what turbo hashes for a test
 * is read from its own dry run.
 */
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

interface Task {
  readonly taskId: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly dependencies: readonly string[];
}

const root = fileURLToPath(new URL("../../../", import.meta.url));
const { tasks } = JSON.parse(
  execFileSync("node_modules/.bin/turbo", ["run", "test", "--dry=json"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "ignore"],
  }),
) as { readonly tasks: readonly Task[] };

function task(id: string): Task {
  const found = tasks.find(({ taskId }) => taskId === id);
  if (found === undefined) throw new Error(`turbo knows no task ${id}`);
  return found;
}

/** Every task whose hash is part of this one's. */
function behind(id: string): readonly string[] {
  const { dependencies } = task(id);
  return dependencies.flatMap((next) => [next, ...behind(next)]);
}

const scenarios = readdirSync(`${root}/packages/spec/scenarios`);
const styles = readdirSync(`${root}/packages`).filter((name) =>
  name.endsWith("-style"),
);

test.each(styles)("a change in spec MUST run the tests of %s anew", (style) => {
  expect(behind(`${style}#test`)).toContain("spec#build");
});

test("every scenario MUST be part of the hash of spec's build", () => {
  const inputs = Object.keys(task("spec#build").inputs);
  expect(inputs).toEqual(
    expect.arrayContaining(
      scenarios.map((id) => `scenarios/${id}/scenario.ts`),
    ),
  );
});

test.each(styles)(
  "every program of %s MUST be part of the hash of compare's tests",
  (style) => {
    const inputs = Object.keys(task("compare#test").inputs);
    const programs = readdirSync(`${root}/packages/${style}/programs`)
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `../../packages/${style}/programs/${name}`);
    expect(programs).not.toEqual([]);
    expect(inputs).toEqual(expect.arrayContaining(programs));
  },
);

test("every scenario's prose MUST be part of the hash of compare's tests", () => {
  const inputs = Object.keys(task("compare#test").inputs);
  expect(inputs).toEqual(
    expect.arrayContaining(
      scenarios.map((id) => `../../packages/spec/scenarios/${id}/scenario.md`),
    ),
  );
});
