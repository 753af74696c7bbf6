/**
 * The process that runs programs of one style:
 * `style-process.js <name> <entry> <jobs as JSON>`.
 */
import { isTodo } from "spec";
import type { ClockMode, Run, RuntimeStyle, ScenarioId } from "spec";
import { runScenario } from "spec/node";
import { lineOf } from "./errors.js";
import { loadStyle } from "./styles.js";

/** A program to run, with the inputs that stand in for its own. */
export interface Job {
  readonly scenario: ScenarioId;
  readonly clock: ClockMode;
  readonly inputs: Readonly<Record<string, string | number>>;
}

/** What the process tells of itself. */
export type Message =
  | {
      readonly kind: "loaded";
      readonly style: Pick<RuntimeStyle, "name" | "title" | "original">;
    }
  | { readonly kind: "starts"; readonly scenario: ScenarioId }
  | {
      readonly kind: "ran";
      readonly scenario: ScenarioId;
      readonly run: Run<unknown>;
    }
  /** Its program is still to be written. */
  | { readonly kind: "todo"; readonly scenario: ScenarioId }
  | {
      readonly kind: "failed";
      readonly line: string;
      /** Node's code of the error, such as `ENOENT`. */
      readonly code?: string;
    };

async function main(name: string, entry: string, jobs: readonly Job[]) {
  let doing = name;
  const fail = async (error: unknown): Promise<void> => {
    const code =
      error instanceof Error && "code" in error
        ? String(error.code)
        : undefined;
    await tell({
      kind: "failed",
      line: `${doing} failed: ${lineOf(error)}`,
      ...(code !== undefined && { code }),
    });
    process.disconnect();
  };
  // What escapes a program's own runtime, out of a callback or a timer.
  process.on("uncaughtException", (error) => void fail(error));
  try {
    const style = await loadStyle({ name, entry: new URL(entry) });
    const { title, original } = style;
    await tell({
      kind: "loaded",
      style: { name, title, ...(original && { original }) },
    });
    for (const { scenario, clock, inputs } of jobs) {
      doing = `${scenario} in ${name}`;
      await tell({ kind: "starts", scenario });
      if (isTodo(style, scenario)) {
        await tell({ kind: "todo", scenario });
        continue;
      }
      const run = await runScenario(style, scenario, { clock, inputs });
      await tell({ kind: "ran", scenario, run });
    }
    process.disconnect();
  } catch (error) {
    await fail(error);
  }
}

/** Sends a message; resolves when it is on its way. */
async function tell(message: Message): Promise<void> {
  await new Promise((sent) => process.send?.(message, sent));
}

// Either all is told or nobody is left to tell.
process.on("disconnect", () => process.exit());

const [name = "", entry = "", jobs = "[]"] = process.argv.slice(2);
await main(name, entry, JSON.parse(jobs) as readonly Job[]);
