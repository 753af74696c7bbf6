import type { ResultOf } from "spec";
import { expect, test } from "vitest";
import { claims } from "../src/claims.js";

const cost = (bytes: number) => ({ operations: 1, nanoseconds: 1, bytes });
const jobs = (threads: number) => ({
  primes: [1, 1] as const,
  threads,
  milliseconds: 1,
});
const parallel = { ownThread: jobs(1), workers: jobs(2) };
const steps = {
  direct: 6,
  combined: 6,
  directStep: cost(0),
  combinedStep: cost(0),
};
const error = { kind: "ParseError", text: "4x2" } as const;
const propagated = {
  good: { value: 42, ran: ["read", "parse", "save"] },
  bad: { error, ran: ["read", "parse"] },
};
const cancelled: ResultOf<"cancellation"> = {
  winner: "fast",
  loserWentOn: false,
  finalised: ["slow", "worker"],
  workerIs: "cancelled",
  cancelMicroseconds: 1,
  keeperWentOn: true,
};
const costs = { await: cost(1), join: cost(1), spawn: cost(9999) };

/** What is as it is claimed to be, and what is otherwise. */
const judged = [
  [claims["cpu-parallelism"]?.judge, parallel, { workers: jobs(1) }],
  [claims.syntax?.judge, steps, { combined: 7 }],
  [claims["error-propagation"]?.judge, propagated, { bad: propagated.good }],
  [claims.cancellation?.judge, cancelled, { keeperWentOn: false }],
  [claims["await-cost"]?.judge, costs, { spawn: cost(100) }],
] as readonly (readonly [
  (result: object) => { readonly verdict: string },
  object,
  object,
])[];

test.each(judged)(
  "claim %# MUST stand on what is measured, and fall where that is otherwise",
  (judge, measured, otherwise) => {
    expect(judge(measured).verdict).not.toBe("refuted");
    expect(judge({ ...measured, ...otherwise }).verdict).toBe("refuted");
  },
);
