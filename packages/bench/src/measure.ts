/** Measures the suites, part by part; each part in a process of its own. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type CascadeCosts, SHAPE } from "./cascade.js";
import { type LeakCosts, ratiosOf, type RowCosts } from "./costs.js";
import type { SuiteCosts } from "./costs.js";
import type { HeapCourse } from "./leaks.js";
import { overviewOf } from "./overview.js";
import type { Part } from "./options.js";
import type { Figures } from "./rounds.js";
import { sizeOf } from "./size.js";
import type { Built, Row, Suite } from "./suite.js";

/** What of a suite is asked for. */
export interface Asked {
  /** Where its compiled module is. */
  readonly url: URL;
  readonly suite: Suite;
  readonly rows: readonly Row[];
  readonly parts: readonly Part[];
  readonly effort: "full" | "quick";
  readonly original: Built | undefined;
  /** Hears what is being measured. */
  readonly progress: (line: string) => void;
}

export async function measureSuite(asked: Asked): Promise<SuiteCosts> {
  const { suite, parts } = asked;
  return {
    subject: suite.subject,
    rivals: suite.rivals,
    original: suite.original?.name ?? null,
    overview: overviewOf(suite),
    labels: (suite.classes ?? []).map(({ contender, label, rows = null }) => ({
      contender,
      label,
      rows,
    })),
    rows: parts.includes("rows") ? await rowsOf(asked) : [],
    cascade: parts.includes("cascade") ? await cascadeOf(asked) : null,
    leaks: parts.includes("leaks") ? await leaksOf(asked) : [],
    size:
      parts.includes("size") && suite.core !== undefined
        ? await sizeOf(suite.core)
        : null,
  };
}

async function rowsOf(asked: Asked): Promise<readonly RowCosts[]> {
  const { suite, rows, original } = asked;
  const measured: RowCosts[] = [];
  for (const [i, { id, title, unit, targets = {} }] of rows.entries()) {
    asked.progress(`${suite.subject} ${i + 1}/${rows.length} ${title}`);
    const args = original === undefined ? [] : [original.command];
    const figures = await inProcess<Record<string, Figures>>(
      asked,
      "row",
      id,
      ...args,
    );
    const ratios = ratiosOf(figures);
    measured.push({ id, title, unit, figures, ratios, targets });
  }
  return measured;
}

async function cascadeOf(asked: Asked): Promise<SuiteCosts["cascade"]> {
  if (asked.suite.cascades === undefined) return null;
  asked.progress(`${asked.suite.subject} cancels a cascade`);
  const contenders = await inProcess<Record<string, CascadeCosts>>(
    asked,
    "cascade",
  );
  return { shape: SHAPE, contenders };
}

async function leaksOf(asked: Asked): Promise<readonly LeakCosts[]> {
  const measured: LeakCosts[] = [];
  for (const { id, title, runs } of asked.suite.leaks ?? []) {
    const contenders: Record<string, HeapCourse> = {};
    for (const name of Object.keys(runs)) {
      asked.progress(`${asked.suite.subject} ${title}: ${name}`);
      contenders[name] = await inProcess<HeapCourse>(asked, "leak", id, name);
    }
    measured.push({ id, title, contenders });
  }
  return measured;
}

/** Runs `part-process.js`, and gives what it prints. */
function inProcess<A>(
  { url, effort }: Asked,
  part: string,
  ...args: readonly string[]
): Promise<A> {
  const script = new URL("part-process.js", import.meta.url);
  const child = spawn(
    process.execPath,
    [
      "--expose-gc",
      // What leaks must have the room for it.
      "--max-old-space-size=4096",
      fileURLToPath(script),
      url.href,
      effort,
      part,
      ...args,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (piece) => (text += piece));
  return new Promise((succeed, failWith) => {
    child.on("error", failWith).on("close", (code, signal) => {
      if (code === 0) succeed(JSON.parse(text) as A);
      else
        failWith(
          new Error(
            `${[part, ...args].join(" ")} ended with ${signal ?? code}`,
          ),
        );
    });
  });
}
