import { parseTrace } from "spec";
import { describe, expect, test } from "vitest";
import { toChromeTrace, toNdjson } from "../src/export/traces.js";

const trace = parseTrace(
  '@0ms  a  starts\n@0ms  b  starts\n@10ms  a  ends  "x"\n',
);
const run = { name: "lwt-style", source: "live", trace } as const;

describe("toNdjson", () => {
  test("it MUST write one event a line, with whose it is", () => {
    const lines = toNdjson([run]).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
      trace.map((event) => ({ run: "lwt-style", source: "live", ...event })),
    );
  });
});

describe("toChromeTrace", () => {
  interface Event {
    readonly ph: string;
    readonly name: string;
    readonly pid: number;
    readonly tid: number;
    readonly ts: number;
    readonly dur: number;
    readonly args: unknown;
  }
  const { traceEvents } = JSON.parse(toChromeTrace([run, run])) as {
    traceEvents: readonly Event[];
  };

  test("a run MUST be a process, and a lane a thread with its life", () => {
    const lives = traceEvents.filter(({ ph, pid }) => ph === "X" && pid === 1);
    expect(lives.map(({ name, ts, dur }) => [name, ts, dur])).toEqual([
      ["a", 0, 10_000],
      ["b", 50, 1],
    ]);
    expect(new Set(traceEvents.map(({ pid }) => pid))).toEqual(new Set([1, 2]));
  });

  test("events of one instant MUST keep their order", () => {
    const events = traceEvents.filter(({ ph, pid }) => ph === "i" && pid === 2);
    expect(events.map(({ name, tid, ts }) => [name, tid, ts])).toEqual([
      ["starts", 0, 0],
      ["starts", 1, 50],
      ["ends", 0, 10_000],
    ]);
    expect(events.at(-1)?.args).toEqual({ at: "10 ms", value: "x" });
  });
});
