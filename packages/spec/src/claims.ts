/**
 * The page's table, each cell a claim that what is measured can refute.
 *
 * A row names the scenario that measures it. What a style's program of that
 * scenario returns gives the cell its evidence, and from the same result the
 * claim is judged: no verdict is written down.
 */
import type { ResultOf, ScenarioId } from "./catalogue.js";
import type { Cost } from "./io.js";
import type { Original } from "./style.js";

export type Verdict = "holds" | "refuted" | "partly" | "does not carry over";

/** A figure that supports or refutes a claim. */
export interface Evidence {
  readonly label: string;
  readonly value: number | string | boolean;
  /** `ms`, `ns`, `bytes`, `threads` …; empty where the value is a word. */
  readonly unit: string;
  /** Measured a moment ago by the port, or recorded from the real runtime. */
  readonly source: "measured" | "recorded";
}

export interface Judgement {
  readonly verdict: Verdict;
  /** A sentence that starts in lower case and says why. */
  readonly because: string;
}

/** What the page says of one of the originals, and how to judge it. */
export interface Claim<Result> {
  /** The page's words. */
  readonly page: string;
  /** Judges by what was measured now and what was recorded once. */
  readonly judge: (result: Result, recorded: readonly Evidence[]) => Judgement;
}

/** A row of the page's table, or another place where the page claims something. */
export interface Row<Result = unknown> {
  readonly aspect: string;
  /** The scenario whose result is the row's evidence. */
  readonly scenario: ScenarioId;
  readonly evidence: (result: Result) => readonly Evidence[];
  readonly claims: {
    readonly [Name in Original["name"]]?: Claim<Result>;
  };
}

/** Types a row by its scenario and then forgets which it is. */
function row<Id extends ScenarioId>(
  definition: Row<ResultOf<Id>> & { readonly scenario: Id },
): Row {
  return definition as unknown as Row;
}

function measured(
  label: string,
  value: number | string | boolean,
  unit = "",
): Evidence {
  return { label, value, unit, source: "measured" };
}

function cost(label: string, { nanoseconds, bytes }: Cost): Evidence[] {
  return [
    measured(`${label}, time`, Math.round(nanoseconds), "ns"),
    ...(bytes === undefined
      ? []
      : [measured(`${label}, heap`, Math.round(bytes), "bytes")]),
  ];
}

/** A judgement that holds on a condition and is refuted without it. */
function judged(holds: boolean, verdict: Verdict, because: string): Judgement {
  return holds
    ? { verdict, because }
    : { verdict: "refuted", because: "the port was measured to do otherwise" };
}

/** The five rows of the page's table, in its order. */
export const rows: readonly Row[] = [
  row<"cpu-parallelism">({
    aspect: "Concurrency model",
    scenario: "cpu-parallelism",
    evidence: ({ ownThread, workers }) => [
      measured("two jobs by default", ownThread.threads, "threads"),
      measured("two jobs on workers", workers.threads, "threads"),
      measured(
        "speed-up on workers",
        round(ownThread.milliseconds / workers.milliseconds, 2),
        "×",
      ),
    ],
    claims: {
      Lwt: {
        page: "Single-threaded by default",
        judge: ({ ownThread, workers }) =>
          judged(
            ownThread.threads === 1 && workers.threads > 1,
            "holds",
            "both jobs shared one thread until they were detached",
          ),
      },
      Tokio: {
        page: "Multi-threaded (Tokio) or single-thread",
        judge: ({ ownThread, workers }) =>
          judged(
            ownThread.threads === 1 && workers.threads > 1,
            "partly",
            "functions of a module ran on several threads, but a task stays on its own: threads share no JavaScript heap",
          ),
      },
    },
  }),
  row<"syntax">({
    aspect: "Syntax",
    scenario: "syntax",
    evidence: ({ direct, combined, directStep, combinedStep }) => [
      measured("the same value both ways", direct === combined),
      ...cost("step in direct style", directStep),
      ...cost("step with the combinator", combinedStep),
    ],
    claims: {
      Lwt: {
        page: "let%lwt PPX rewriter macro",
        judge: ({ direct, combined }) =>
          judged(
            direct === combined,
            "does not carry over",
            "JavaScript's own generators give direct style: no preprocessor ran",
          ),
      },
      Tokio: {
        page: "async fn / await built into language",
        judge: ({ direct, combined }) =>
          judged(
            direct === combined,
            "holds",
            "function* and yield* are in the language",
          ),
      },
    },
  }),
  row<"error-propagation">({
    aspect: "Error propagation",
    scenario: "error-propagation",
    evidence: ({ good, bad }) => [
      measured("steps without an error", good.ran.length, "steps"),
      measured("steps until the error", bad.ran.length, "steps"),
      measured("step that did not run", skipped(good.ran, bad.ran)),
      measured("error that arrived", `${bad.error.kind} "${bad.error.text}"`),
    ],
    claims: {
      Lwt: {
        page: "Lwt_result.bind or let*",
        judge: ({ good, bad }) =>
          judged(
            stoppedAtTheError(good, bad),
            "holds",
            "LwtResult.bind skipped the step after the error and kept its type",
          ),
      },
      Tokio: {
        page: "? operator in async context",
        judge: ({ good, bad }) =>
          judged(
            stoppedAtTheError(good, bad),
            "holds",
            "yield* left the function at the error, which kept its type",
          ),
      },
    },
  }),
  row<"cancellation">({
    aspect: "Cancellation",
    scenario: "cancellation",
    evidence: (result) => [
      measured(
        "cancel to finaliser",
        round(result.cancelMicroseconds, 0),
        "µs",
      ),
      measured("finalisers that ran", result.finalised.join(", ")),
      measured("the loser went on", result.loserWentOn),
      measured("the keeper went on", result.keeperWentOn),
    ],
    claims: {
      Lwt: {
        page: "Lwt.cancel",
        judge: ({ loserWentOn, keeperWentOn }) =>
          !loserWentOn && keeperWentOn
            ? {
                verdict: "refuted",
                because:
                  "Lwt.cancel asks, and only promises made to be cancelled obey: the keeper went on; Lwt's manual advises against it",
              }
            : judged(!loserWentOn, "holds", "what was cancelled stopped"),
      },
      Tokio: {
        page: "tokio::select! / CancellationToken",
        judge: ({ loserWentOn, workerIs, finalised }) =>
          judged(
            !loserWentOn && workerIs === "cancelled" && finalised.length === 2,
            "holds",
            "select dropped the loser and the token stopped the worker, each with its finaliser",
          ),
      },
    },
  }),
  row<"await-cost">({
    aspect: "Zero-cost",
    scenario: "await-cost",
    evidence: (result) => [
      ...cost("await", result.await),
      ...cost("join", result.join),
      ...cost("spawn", result.spawn),
    ],
    claims: {
      Lwt: {
        page: "No (heap-allocated continuations)",
        judge: (result) =>
          judged(
            (result.spawn.bytes ?? 0) > 0,
            "holds",
            "promises and their callbacks are objects on the heap",
          ),
      },
      Tokio: {
        page: "Yes (state machines, no allocation)",
        judge: (result) =>
          (result.spawn.bytes ?? 0) > 0
            ? {
                verdict: "refuted",
                because:
                  "a spawn allocates, in Rust too; only awaits and joins in place do not, and in JavaScript those do as well",
              }
            : { verdict: "holds", because: "nothing was allocated" },
      },
    },
  }),
];

/** What the page gets wrong outside its table. */
export const mistakes: readonly Row[] = [
  row<"simulate-poll">({
    aspect: "The OCaml test of approach 3",
    scenario: "simulate-poll",
    evidence: ({ polls }) => [
      measured("third poll", polls[2]?.poll ?? "none"),
      measured(
        "Pendings before Ready",
        polls.filter(({ poll }) => poll === "Pending").length,
        "polls",
      ),
    ],
    claims: {
      Lwt: {
        page: "the third poll is Ready",
        judge: ({ polls }) =>
          polls[2]?.poll === "Ready"
            ? { verdict: "holds", because: "the third poll was Ready" }
            : {
                verdict: "refuted",
                because:
                  "three polls are Pending, and only the fourth is Ready",
              },
      },
      Tokio: {
        page: "the fourth poll is Ready",
        judge: ({ polls }) =>
          judged(
            polls[3]?.poll === "Ready" && polls[2]?.poll === "Pending",
            "holds",
            "three Pendings, then Ready",
          ),
      },
    },
  }),
  row<"read-files">({
    aspect: "The program of “OCaml Approach”",
    scenario: "read-files",
    evidence: ({ bothAtOnce }) => [
      measured("files read at once", bothAtOnce.length, "files"),
    ],
    claims: {
      Lwt: {
        page: "Lwt_io.read_file reads a file",
        judge: () => ({
          verdict: "refuted",
          because:
            "Lwt_io has no read_file: the port adds LwtIo.readFile for the page's sake",
        }),
      },
    },
  }),
];

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function skipped(all: readonly string[], ran: readonly string[]): string {
  return all.filter((step) => !ran.includes(step)).join(", ");
}

function stoppedAtTheError(
  good: { readonly ran: readonly string[] },
  bad: { readonly ran: readonly string[]; readonly error: unknown },
): boolean {
  return bad.ran.length < good.ran.length && bad.error !== undefined;
}
