import { defineScenario } from "../../src/scenario.js";
import { inOrder } from "../../src/trace.js";

/** The error, by its kind and what it says of its cause. */
interface ParseError {
  readonly kind: "ParseError";
  readonly text: string;
}

export interface Propagation {
  readonly good: { readonly value: number; readonly ran: readonly string[] };
  readonly bad: {
    readonly error: ParseError;
    readonly ran: readonly string[];
  };
}

export const errorPropagation = defineScenario<Propagation>()({
  id: "error-propagation",
  title: "The step that does not run",
  level: "row",
  events: [
    "good reads",
    "good parses",
    "good saves",
    "bad reads",
    "bad fails",
    "main has the error",
  ],
  rules: [
    {
      must: "run each step when none fails",
      see: (run) => run.result.good,
      equals: { value: 42, ran: ["read", "parse", "save"] },
    },
    {
      must: "skip the steps after the one that failed",
      see: (run) => run.result.bad.ran,
      equals: ["read", "parse"],
    },
    {
      must: "hand the typed error to main, whole",
      see: (run) => run.result.bad.error,
      equals: { kind: "ParseError", text: "4x2" },
    },
    {
      must: "fail in the parse, before main has the error",
      see: (run) =>
        inOrder(run.trace, "bad reads", "bad fails", "main has the error"),
      equals: true,
    },
  ],
});
