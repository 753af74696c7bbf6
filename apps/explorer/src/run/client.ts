/** Asks workers for runs. */
import type { Run, ScenarioId } from "spec";
import type { Answer, Job, MeasuredColumn } from "./messages.js";

/** After so many milliseconds a program is taken to wait for ever. */
const patience = 30_000;

export type Outcome =
  | { readonly kind: "ran"; readonly run: Run<unknown> }
  | { readonly kind: "needs node"; readonly what: string }
  | { readonly kind: "failed"; readonly line: string };

/** Runs a style's program on virtual time, on a thread of its own. */
export async function runScenario(
  style: string,
  scenario: ScenarioId,
  signal: AbortSignal,
): Promise<Outcome> {
  const answer = await ask({ kind: "run", style, scenario }, signal);
  return answer.kind === "ran" || answer.kind === "needs node"
    ? answer
    : { kind: "failed", line: answer.kind === "failed" ? answer.line : "" };
}

/**
 * Measures a style in every row of the table, on the wall clock.
 *
 * Errors: an `Error` with one line, where a program failed.
 */
export async function measureStyle(
  style: string,
  onStart: (scenario: ScenarioId) => void,
  signal: AbortSignal,
): Promise<MeasuredColumn> {
  const answer = await ask({ kind: "measure", style }, signal, onStart);
  if (answer.kind === "measured") return answer.column;
  throw new Error(answer.kind === "failed" ? answer.line : answer.kind);
}

/** Does one job on a new thread, and ends it. */
function ask(
  job: Job,
  signal: AbortSignal,
  onStart: (scenario: ScenarioId) => void = () => {},
): Promise<Answer> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("worker.ts", import.meta.url), {
      type: "module",
      name: job.style,
    });
    const end = (answer: Answer): void => {
      clearTimeout(timer);
      worker.terminate();
      resolve(answer);
    };
    const fail = (line: string): void => end({ kind: "failed", line });
    const timer = setTimeout(
      () => fail(`it did not end within ${patience / 1000} seconds`),
      patience,
    );
    signal.addEventListener("abort", () => fail("it was stopped"), {
      once: true,
    });
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      if (data.kind === "starts") onStart(data.scenario);
      else end(data);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      fail(event.message || "its module could not be loaded");
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window
    worker.postMessage(job);
  });
}
