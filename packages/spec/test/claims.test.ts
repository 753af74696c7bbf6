// The compiled module: from there it finds the recorded files.
import { recordedEvidence } from "spec/node";
import { describe, expect, test } from "vitest";
import { judged, judgeTable, mistakes, rows } from "../src/index.js";
import type { Column, Original, Recorded, Results } from "../src/index.js";

const cost = { operations: 1000, nanoseconds: 50, bytes: 100 };
const pending = { poll: "Pending" } as const;

/** What a port that behaves returns. */
const good = {
  "cpu-parallelism": {
    ownThread: { primes: [1, 1], threads: 1, milliseconds: 20 },
    workers: { primes: [1, 1], threads: 2, milliseconds: 10 },
  },
  syntax: { direct: 6, combined: 6, directStep: cost, combinedStep: cost },
  "error-propagation": {
    good: { value: 42, ran: ["read", "parse", "save"] },
    bad: {
      error: { kind: "ParseError", text: "4x2" },
      ran: ["read", "parse"],
    },
  },
  cancellation: {
    winner: "fast",
    loserWentOn: false,
    finalised: ["slow", "worker"],
    workerIs: "cancelled",
    cancelMicroseconds: 20,
    keeperWentOn: true,
  },
  "await-cost": { await: cost, join: cost, spawn: cost },
  "simulate-poll": {
    polls: [pending, pending, pending, { poll: "Ready", value: "done" }],
    counter: 0,
  },
  "read-files": { oneAfterTheOther: ["a", "b"], bothAtOnce: ["a", "b"] },
} satisfies Results;

const lwtOriginal: Original = {
  name: "Lwt",
  version: "5.6.1",
  language: "OCaml",
};
const lwt: Column = {
  style: "lwt-style",
  title: "Lwt",
  original: lwtOriginal,
  results: good,
  recorded: recordedEvidence(lwtOriginal),
};
const tokioOriginal: Original = {
  name: "Tokio",
  version: "1.24.2",
  language: "Rust",
};
const tokio: Column = {
  style: "tokio-style",
  title: "Tokio",
  original: tokioOriginal,
  results: good,
  recorded: recordedEvidence(tokioOriginal),
};

function verdicts(column: Column): Record<string, string | undefined> {
  const table = judgeTable([column]);
  return Object.fromEntries(
    [...table.rows, ...table.mistakes].map(({ aspect, cells }) => [
      aspect,
      cells[0]?.verdict,
    ]),
  );
}

test("the table MUST have the page's five rows, in its order", () => {
  expect(rows.map(({ aspect }) => aspect)).toEqual([
    "Concurrency model",
    "Syntax",
    "Error propagation",
    "Cancellation",
    "Zero-cost",
  ]);
});

test("every figure that a claim cites MUST be recorded of its original", () => {
  expect(() => judgeTable([lwt, tokio])).not.toThrow();
  for (const { cells } of judgeTable([lwt, tokio]).rows)
    for (const { evidence } of cells)
      expect(evidence.map(({ source }) => source)).toContain("recorded");
});

test("a cited figure that is not recorded MUST be named", () => {
  expect(() => judgeTable([{ ...lwt, recorded: {} }])).toThrow(
    'nothing is recorded of Lwt in cpu-parallelism as "jobs in Lwt.both"',
  );
});

test("a result that a row needs and that is missing MUST be named", () => {
  expect(() => judgeTable([{ ...lwt, results: {} }])).toThrow(
    "lwt-style has no result of cpu-parallelism for Concurrency model",
  );
});

test("a style that mirrors no original MUST get evidence, and no verdict", () => {
  const { original: _, ...control } = { ...lwt, style: "promise-style" };
  for (const { cells } of judgeTable([control]).rows) {
    expect(cells[0]).not.toHaveProperty("verdict");
    expect(cells[0]?.evidence).not.toEqual([]);
  }
});

describe("a style that mirrors no original and claims something itself", () => {
  const { original: _, ...rest } = { ...lwt, style: "promise-style" };
  const control: Column = {
    ...rest,
    recorded: {},
    claims: {
      syntax: {
        words: "async and await",
        judge: ({ direct, combined }) =>
          judged(direct === combined, "holds", "both gave the same"),
      },
    },
  };
  const cellOf = (column: Column, scenario: string) =>
    judgeTable([column]).rows.find((row) => row.scenario === scenario)
      ?.cells[0];

  test("MUST have its own words judged by what was measured", () => {
    expect(cellOf(control, "syntax")).toMatchObject({
      ownClaim: "async and await",
      verdict: "holds",
      because: "both gave the same",
    });
    const syntax = { ...good.syntax, direct: 5 };
    expect(
      cellOf({ ...control, results: { ...good, syntax } }, "syntax"),
    ).toMatchObject({ verdict: "refuted" });
  });

  test("MUST have no verdict where it says nothing, and never the page's words", () => {
    for (const { cells } of judgeTable([control]).rows)
      expect(cells[0]).not.toHaveProperty("claim");
    expect(cellOf(control, "cancellation")).not.toHaveProperty("verdict");
  });

  test("MUST NOT be heard once it mirrors an original: the page's words stand", () => {
    const mirror = {
      ...control,
      original: lwtOriginal,
      recorded: lwt.recorded,
    };
    expect(cellOf(mirror, "syntax")).not.toHaveProperty("ownClaim");
    expect(cellOf(mirror, "syntax")).toMatchObject({
      claim: "let%lwt PPX rewriter macro",
      verdict: "does not carry over",
    });
  });

  test("MUST be refused what it says where the table has no row", () => {
    const claims = {
      deadlock: { words: "no", judge: () => undefined as never },
    };
    expect(() => judgeTable([{ ...control, claims }])).toThrow(
      "promise-style claims something of deadlock, which no row measures",
    );
  });
});

test("ports that behave MUST be judged like this", () => {
  expect(verdicts(lwt)).toEqual({
    "Concurrency model": "holds",
    Syntax: "does not carry over",
    "Error propagation": "holds",
    Cancellation: "refuted",
    "Zero-cost": "holds",
    "The OCaml test of approach 3": "refuted",
    "The program of “OCaml Approach”": "refuted",
  });
  expect(verdicts(tokio)).toEqual({
    "Concurrency model": "partly",
    Syntax: "holds",
    "Error propagation": "holds",
    Cancellation: "holds",
    "Zero-cost": "refuted",
    "The OCaml test of approach 3": "holds",
    "The program of “OCaml Approach”": undefined,
  });
});

describe("what is measured to be otherwise MUST turn the verdict", () => {
  const changing = (column: Column, changed: Results): Column => ({
    ...column,
    results: { ...good, ...changed },
  });
  const parallel = good["cpu-parallelism"];
  const errors = good["error-propagation"];

  test("jobs that share no thread refute the concurrency model", () => {
    const ownThread = { ...parallel.ownThread, threads: 2 };
    const changed = { "cpu-parallelism": { ...parallel, ownThread } } as const;
    for (const column of [lwt, tokio])
      expect(
        verdicts(changing(column, changed as unknown as Results)),
      ).toMatchObject({ "Concurrency model": "refuted" });
  });

  test("another value in direct style refutes the syntax", () => {
    const changed = { syntax: { ...good.syntax, direct: 5 } };
    for (const column of [lwt, tokio])
      expect(verdicts(changing(column, changed))).toMatchObject({
        Syntax: "refuted",
      });
  });

  test("a step that runs after the error refutes its propagation", () => {
    const bad = { ...errors.bad, ran: errors.good.ran };
    const changed = { "error-propagation": { ...errors, bad } };
    for (const column of [lwt, tokio])
      expect(
        verdicts(changing(column, changed as unknown as Results)),
      ).toMatchObject({ "Error propagation": "refuted" });
  });

  test("a loser that goes on refutes select", () => {
    const changed = {
      cancellation: { ...good.cancellation, loserWentOn: true },
    };
    expect(
      verdicts(changing(tokio, changed as unknown as Results)),
    ).toMatchObject({ Cancellation: "refuted" });
  });

  test("a keeper that stops lets Lwt.cancel hold", () => {
    const changed = {
      cancellation: { ...good.cancellation, keeperWentOn: false },
    };
    expect(
      verdicts(changing(lwt, changed as unknown as Results)),
    ).toMatchObject({
      Cancellation: "holds",
    });
  });

  test("a spawn that allocates nothing, in Rust and here, lets zero-cost hold", () => {
    const free = { ...cost, bytes: 0 };
    const changed = { "await-cost": { ...good["await-cost"], spawn: free } };
    const recorded: Recorded = {
      ...tokio.recorded,
      "await-cost": (tokio.recorded["await-cost"] ?? []).map((figure) => ({
        ...figure,
        value: 0,
      })),
    };
    expect(verdicts({ ...changing(tokio, changed), recorded })).toMatchObject({
      "Zero-cost": "holds",
    });
  });

  test("a third poll that is Ready lets the page's OCaml test hold", () => {
    const { polls } = good["simulate-poll"];
    const changed = {
      "simulate-poll": { polls: polls.slice(1), counter: 0 },
    };
    expect(verdicts(changing(lwt, changed))).toMatchObject({
      [mistakes[0]?.aspect ?? ""]: "holds",
    });
  });
});
