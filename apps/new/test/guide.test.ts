/**
 * CONTRIBUTING's guide, followed word for word in a temporary copy of the
 * repository, with no registry.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogue } from "spec";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const clone = mkdtempSync(join(tmpdir(), "new-style-"));
afterAll(() => rmSync(clone, { recursive: true, force: true }));

const guide = readFileSync(join(root, "CONTRIBUTING.md"), "utf8")
  .split("## How a style is added")[1]
  ?.split("\n## ")[0] as string;
const files = [
  ...guide.matchAll(/`(packages\/\S+)`:\n\n```ts\n([^]*?)```/g),
] as unknown as readonly [string, string, string][];
const entries = [
  ...guide.matchAll(/^ {2}"(\S+)": \(\) => import\(.*$/gm),
] as unknown as readonly [string, string][];
const written = entries.map(([, id]) => id);

/** What it does when the three are written. */
const one =
  "pnpm exec turbo run test --filter=csp-style -- --reporter=default -t parallel-reads";
const add = "pnpm --filter csp-style add effection";
const commands = [one, add];

// As at a desk: on CI an install would not touch the lockfile.
const { CI: _, ...desk } = process.env;
const env = {
  ...desk,
  NO_COLOR: "1",
  npm_config_offline: "true",
  TURBO_TELEMETRY_DISABLED: "1",
  // What is the same there need not be built again.
  TURBO_CACHE_DIR: join(root, ".turbo/cache"),
};

/** Runs a command of the guide in the copy. */
function run(command: string) {
  return spawnSync("sh", ["-c", command], {
    cwd: clone,
    encoding: "utf8",
    env,
    maxBuffer: 1 << 26,
  });
}

function succeed(command: string): string {
  const { status, stdout, stderr } = run(command);
  expect(status, `${command}\n${stdout}\n${stderr}`).toBe(0);
  return stdout;
}

/** What the suite of the new style says, test by test. */
function outcomes(): ReadonlyMap<string, string> {
  const { stdout } = run(
    "pnpm exec turbo run build --filter=csp-style >&2; cd packages/csp-style; pnpm exec vitest run --reporter=json",
  );
  const report = JSON.parse(stdout) as {
    readonly testResults: readonly {
      readonly assertionResults: readonly {
        readonly title: string;
        readonly status: string;
      }[];
    }[];
  };
  return new Map(
    report.testResults
      .flatMap((file) => file.assertionResults)
      .map(({ title, status }) => [title, status]),
  );
}

const incomplete = "it MUST have a program for each scenario";

beforeAll(() => {
  const tracked = execFileSync(
    "git",
    ["ls-files", "-co", "--exclude-standard", "-z"],
    { cwd: root, encoding: "utf8" },
  ).split("\0");
  for (const file of tracked.filter((name) => name !== ""))
    if (!file.startsWith("packages/csp-style/"))
      cpSync(join(root, file), join(clone, file));
  succeed("pnpm install --frozen-lockfile");
  succeed(
    "git init -q && git add -A && git -c user.name=new -c user.email=new@localhost commit -qm new",
  );
});

describe("the guide", () => {
  test("MUST be what this test can follow", () => {
    expect(files).toHaveLength(4);
    expect(written).toEqual([
      "blocking-read",
      "parallel-reads",
      "simulate-poll",
    ]);
    for (const command of [
      'pnpm new csp --title "Channels on plain promises"',
      "pnpm install",
      "pnpm exec turbo run test --filter=csp-style",
      "pnpm compare trace parallel-reads",
      ...commands,
    ])
      expect(guide).toContain(`\n${command}\n`);
  });

  test("pnpm new MUST print the package, and change nothing but it and the lockfile", () => {
    expect(
      succeed('pnpm -s new csp --title "Channels on plain promises"'),
    ).toBe("packages/csp-style\n");
    succeed("pnpm install");
    expect(succeed("git status --porcelain").split("\n").toSorted()).toEqual([
      "",
      " M pnpm-lock.yaml",
      "?? packages/csp-style/",
    ]);
  });

  test("the new package MUST build, type-check, lint and be formatted at once", () => {
    succeed("pnpm build");
    succeed("pnpm exec turbo run check --filter=csp-style");
    succeed("pnpm exec oxlint --type-aware packages/csp-style");
    succeed("pnpm exec oxfmt --check packages/csp-style");
    succeed("pnpm exec knip");
    succeed("pnpm exec sherif");
  });

  test("turbo test MUST list each scenario as todo, with nothing green, and fail", () => {
    const { status, stdout } = run(
      "pnpm exec turbo run test --filter=csp-style",
    );
    expect(status).not.toBe(0);
    for (const { id, title } of catalogue)
      expect(stdout).toMatch(new RegExp(`(?:↓|□|todo).* ${id}: ${title}`));
    const all = outcomes();
    expect(all.get(incomplete)).toBe("failed");
    all.forEach((outcome, title) => {
      if (title !== incomplete)
        expect([title, outcome]).toEqual([title, "todo"]);
    });
  });

  test("the command line MUST show the new column at once", () => {
    const table = JSON.parse(succeed("pnpm -s compare table --json")) as {
      readonly rows: readonly {
        readonly cells: readonly { style: string; todo?: true }[];
      }[];
    };
    for (const { cells } of table.rows) {
      expect(cells).toContainEqual({
        style: "csp-style",
        todo: true,
        evidence: [],
      });
      const order = cells.map(({ style }) => style);
      expect(order.indexOf("csp-style")).toBeGreaterThan(
        Math.max(order.indexOf("lwt-style"), order.indexOf("tokio-style")),
      );
    }
    expect(succeed("pnpm -s compare trace timeout")).toContain(
      "csp-style: todo",
    );
    expect(
      succeed("pnpm -s compare side timeout --styles lwt-style,csp-style"),
    ).toContain("packages/csp-style/programs/timeout.ts (todo)");
    expect(succeed("pnpm -s bench csp")).toContain(
      "csp-style: no row is written yet",
    );
  });

  test("its three programs MUST make every rule of their scenarios green, and no other", () => {
    for (const [, path, code] of files) writeFileSync(join(clone, path), code);
    const list = join(clone, "packages/csp-style/programs/index.ts");
    writeFileSync(
      list,
      entries.reduce(
        (text, [line, id]) => {
          const before = `  "${id}": todo,`;
          expect(text).toContain(before);
          return text.replace(before, line);
        },
        readFileSync(list, "utf8"),
      ),
    );
    const all = outcomes();
    const seeds = ["test_blocking", "test_parallel", "test_poll"];
    all.forEach((outcome, title) => {
      const [scenario = ""] = title.split(".");
      const own = written.includes(scenario) || seeds.includes(title);
      expect([title, outcome]).toEqual([
        title,
        title === incomplete ? "failed" : own ? "passed" : "todo",
      ]);
    });
    succeed("pnpm exec turbo run check --filter=csp-style");
    succeed("pnpm exec oxlint --type-aware packages/csp-style");
    succeed("pnpm exec oxfmt --check packages/csp-style");
    expect(succeed("pnpm -s compare trace parallel-reads")).toContain(
      "@10ms  main  has both",
    );
  });

  test("one scenario's tests MUST run alone, and pass while others are todo", () => {
    expect(succeed(one)).toMatch(/Tests .*\b6 passed/);
  });

  test("a runtime that is added MUST be pinned in the catalog", () => {
    succeed(add);
    const manifest = JSON.parse(
      readFileSync(join(clone, "packages/csp-style/package.json"), "utf8"),
    ) as { readonly dependencies: Readonly<Record<string, string>> };
    expect(manifest.dependencies["effection"]).toBe("catalog:");
    succeed("pnpm exec sherif");
  });
});
