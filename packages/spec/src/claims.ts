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
  /** Labels of what was recorded of the real runtime, shown as evidence. */
  readonly cites: readonly string[];
  /** Judges by what was measured now and what was recorded once. */
  readonly judge: (
    result: Result,
    /** The recorded value with a label that the claim cites. */
    recorded: (label: string) => Evidence["value"],
  ) => Judgement;
}

/** What a style that mirrors no original says of itself, and how to judge it. */
export interface OwnClaim<Result> {
  /** The style's words: the page has none for it. */
  readonly words: string;
  readonly judge: (result: Result) => Judgement;
}

/** A style's own claims, by the scenario of the row that they stand in. */
export type OwnClaims = {
  readonly [Id in ScenarioId]?: OwnClaim<ResultOf<Id>>;
};

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
    measured(label, Math.round(nanoseconds), "ns"),
    ...(bytes === undefined
      ? []
      : [measured(`${label}, heap`, Math.round(bytes), "bytes")]),
  ];
}

/** A judgement that holds on a condition and is refuted without it. */
export function judged(
  holds: boolean,
  verdict: Verdict,
  because: string,
): Judgement {
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
      measured("jobs by default", ownThread.threads, "threads"),
      measured("jobs on workers", workers.threads, "threads"),
      measured(
        "speed-up on workers",
        round(ownThread.milliseconds / workers.milliseconds, 2),
        "×",
      ),
    ],
    claims: {
      Lwt: {
        page: "Single-threaded by default",
        cites: ["jobs in Lwt.both", "detached jobs"],
        judge: ({ ownThread, workers }) =>
          judged(
            ownThread.threads === 1 && workers.threads > 1,
            "holds",
            "both jobs shared one thread until they were detached",
          ),
      },
      Tokio: {
        page: "Multi-threaded (Tokio) or single-thread",
        cites: ["on current_thread", "on multi_thread"],
        judge: ({ ownThread, workers }) =>
          judged(
            ownThread.threads === 1 && workers.threads > 1,
            "partly",
            "functions of a module run on several threads, but a task stays on its own: threads share no JavaScript heap",
          ),
      },
    },
  }),
  row<"syntax">({
    aspect: "Syntax",
    scenario: "syntax",
    evidence: ({ direct, combined, directStep, combinedStep }) => [
      measured("same value both ways", direct === combined),
      ...cost("direct step", directStep),
      ...cost("combinator", combinedStep),
    ],
    claims: {
      Lwt: {
        page: "let%lwt PPX rewriter macro",
        cites: ["let%lwt needs", "let* needs"],
        judge: ({ direct, combined }) =>
          judged(
            direct === combined,
            "does not carry over",
            "JavaScript's own generators give direct style with no preprocessor, as let* does in OCaml",
          ),
      },
      Tokio: {
        page: "async fn / await built into language",
        cites: ["rustc alone compiles it"],
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
      measured("steps, no error", good.ran.length, "steps"),
      measured("steps till error", bad.ran.length, "steps"),
      measured("step that did not run", skipped(good.ran, bad.ran)),
      measured("error", `${bad.error.kind} "${bad.error.text}"`),
    ],
    claims: {
      Lwt: {
        page: "Lwt_result.bind or let*",
        cites: ["bind, good text", "bind, bad text"],
        judge: ({ good, bad }) =>
          judged(
            stoppedAtTheError(good, bad),
            "holds",
            "LwtResult.bind skipped the step after the error and kept its type",
          ),
      },
      Tokio: {
        page: "? operator in async context",
        cites: ["?, good text", "?, bad text"],
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
      measured("finalised", result.finalised.join(", ")),
      measured("the loser went on", result.loserWentOn),
      measured("the keeper went on", result.keeperWentOn),
    ],
    claims: {
      Lwt: {
        page: "Lwt.cancel",
        cites: [
          "Lwt.wait stays pending",
          "protected goes on",
          "warnings in lwt.mli",
        ],
        judge: ({ keeperWentOn }, recorded) =>
          keeperWentOn && recorded("protected goes on") === true
            ? {
                verdict: "refuted",
                because:
                  "it only asks: promises of Lwt.wait and work behind Lwt.protected go on, and Lwt's manual advises against it",
              }
            : { verdict: "holds", because: "what was cancelled stopped" },
      },
      Tokio: {
        page: "tokio::select! / CancellationToken",
        cites: [
          "loser is dropped first",
          "tasks a token stops",
          "task outlives handle",
        ],
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
        cites: ["bind, resolved", "bind, pending"],
        judge: (result) =>
          judged(
            (result.spawn.bytes ?? 0) > 0,
            "holds",
            "promises and their callbacks are objects on the heap",
          ),
      },
      Tokio: {
        page: "Yes (state machines, no allocation)",
        cites: ["await in Rust", "join! in Rust", "spawn in Rust"],
        judge: (result, recorded) =>
          Number(recorded("spawn in Rust")) > 0
            ? {
                verdict: "refuted",
                because:
                  "in Rust an await and a join! allocate nothing, but a spawn does; in JavaScript all three do",
              }
            : judged(result.spawn.bytes === 0, "holds", "nothing allocated"),
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
        "Pending before Ready",
        polls.filter(({ poll }) => poll === "Pending").length,
        "times",
      ),
    ],
    claims: {
      Lwt: {
        page: "the third poll is Ready",
        cites: ["third poll", "test_poll"],
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
        cites: ["test_poll"],
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
        cites: ["the call alone", "with_file and read"],
        judge: (_result, recorded) =>
          String(recorded("the call alone")).startsWith("Unbound")
            ? {
                verdict: "refuted",
                because:
                  "Lwt_io has no read_file; LwtIo.readFile is there for the page's sake",
              }
            : { verdict: "holds", because: "the call compiles" },
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

/** Whether the steps after an error did not run, and the error was handed on. */
export function stoppedAtTheError(
  good: { readonly ran: readonly string[] },
  bad: { readonly ran: readonly string[]; readonly error: unknown },
): boolean {
  return bad.ran.length < good.ran.length && bad.error !== undefined;
}
