import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatEvent,
  formatTrace,
  inOrder,
  parseTrace,
  Recorder,
  timeOf,
} from "../src/index.js";
import type { TraceEvent } from "../src/index.js";

describe("Recorder", () => {
  test("it MUST count from when it was made, not from the clock's zero", () => {
    let now = 5000;
    const recorder = new Recorder(() => now);
    recorder.log("main", "starts");
    now = 5010;
    recorder.log("main", "ends", "a");
    expect(recorder.trace).toStrictEqual([
      { at: 0, lane: "main", event: "starts" },
      { at: 10, lane: "main", event: "ends", value: "a" },
    ]);
  });

  test("it MUST round to a tenth of a millisecond", () => {
    let now = 0;
    const recorder = new Recorder(() => now);
    for (now of [0.04, 0.05, 10.0123, 9.96]) recorder.log("main", "looks");
    expect(recorder.trace.map(({ at }) => at)).toEqual([0, 0.1, 10, 10]);
  });

  test("a trace that was taken MUST NOT grow with later events", () => {
    const recorder = new Recorder(() => 0);
    const before = recorder.trace;
    recorder.log("main", "starts");
    expect([before.length, recorder.trace.length]).toEqual([0, 1]);
  });
});

describe("text form", () => {
  test("an event MUST be its time, its lane and its word, two spaces apart", () => {
    expect(formatEvent({ at: 10, lane: "fast", event: "has finished" })).toBe(
      "@10ms  fast  has finished",
    );
  });

  test("a value MUST come last, as JSON on the same line", () => {
    const value = { text: "a  b\nc" };
    expect(formatEvent({ at: 0.5, lane: "fast", event: "has", value })).toBe(
      String.raw`@0.5ms  fast  has  {"text":"a  b\nc"}`,
    );
  });

  test("each line MUST be ended, and no events are no text", () => {
    const event = { at: 0, lane: "main", event: "starts" };
    expect(formatTrace([event, event])).toBe(
      "@0ms  main  starts\n@0ms  main  starts\n",
    );
    expect(formatTrace([])).toBe("");
  });

  test("a parsed trace MUST be the trace that was formatted", () => {
    fc.assert(
      fc.property(fc.array(events()), (trace) => {
        expect(parseTrace(formatTrace(trace))).toStrictEqual(trace);
      }),
    );
  });

  test("header lines and empty ones MUST be skipped, wherever they stand", () => {
    const text = "# Lwt 5.6.1\n#\n\n@0ms  main  starts\n\n# the end";
    expect(parseTrace(text)).toStrictEqual([
      { at: 0, lane: "main", event: "starts" },
    ]);
  });

  test("a null MUST be read as a value, not as none", () => {
    expect(parseTrace("@0ms  main  has  null")).toStrictEqual([
      { at: 0, lane: "main", event: "has", value: null },
    ]);
  });
});

describe("a line of another form", () => {
  test.each([
    ["a time that is none", "@soonms  main  starts"],
    ["a time without @", "10ms  main  starts"],
    ["a time before the start", "@-1ms  main  starts"],
    ["one space where two belong", "@0ms main starts"],
    ["three spaces where two belong", "@0ms   main  starts"],
    ["three spaces before the event", "@0ms  main   starts"],
    ["no event", "@0ms  main"],
    ["an empty event", "@0ms  main  "],
    ["a value that is no JSON", "@0ms  main  has  alpha"],
    ["two values", "@0ms  main  has  1  2"],
  ])("%s MUST be refused with the number of its line", (_what, line) => {
    const text = `# header\n@0ms  main  starts\n${line}\n`;
    expect(() => parseTrace(text)).toThrow(
      new SyntaxError(
        `line 3 of the trace is not "@<n>ms  <lane>  <event>[  <JSON>]": ${line}`,
      ),
    );
  });
});

describe("inOrder", () => {
  const trace = ["a", "b", "c", "b"].map((event) => main(0, event));

  test("it MUST hold where other events stand in between", () => {
    expect(inOrder(trace, "main a", "main c")).toBe(true);
  });

  test("it MUST NOT hold where the events came the other way round", () => {
    expect(inOrder(trace, "main c", "main a")).toBe(false);
  });

  test("it MUST NOT hold where an event never came", () => {
    expect(inOrder(trace, "main a", "main d")).toBe(false);
  });

  test("it MUST NOT take another lane's event", () => {
    expect(inOrder(trace, "main a", "other c")).toBe(false);
  });

  test("it MUST count each event once: two of a kind need two", () => {
    expect(inOrder(trace, "main b", "main b")).toBe(true);
    expect(inOrder(trace, "main a", "main a")).toBe(false);
  });

  test("it MUST hold for whatever is picked from a trace in its order", () => {
    const picked = fc
      .array(events())
      .chain((all) => fc.tuple(fc.constant(all), fc.subarray(all)));
    fc.assert(
      fc.property(picked, ([all, some]) => {
        const expected = some.map(({ lane, event }) => `${lane} ${event}`);
        expect(inOrder(all, ...expected)).toBe(true);
      }),
    );
  });
});

describe("timeOf", () => {
  test("it MUST be the time of the first such event", () => {
    const trace = [main(0, "a"), main(10, "b"), main(20, "b")];
    expect(timeOf(trace, "main", "b")).toBe(10);
  });

  test("it MUST be undefined where the lane never logged the event", () => {
    expect(timeOf([main(0, "a")], "other", "a")).toBeUndefined();
    expect(timeOf([main(0, "a")], "main", "b")).toBeUndefined();
  });
});

function main(milliseconds: number, event: string): TraceEvent {
  return { at: milliseconds, lane: "main", event };
}

/** Any event that the text form can say, with and without a value. */
function events(): fc.Arbitrary<TraceEvent> {
  const word = fc
    .string({ unit: "grapheme", minLength: 1 })
    .filter((text) => text.trim() === text && !/ {2}|\n/.test(text));
  const time = fc.nat().map((tenths) => tenths / 10);
  // As JSON has it: without -0, which JSON writes as 0.
  const value = fc
    .jsonValue()
    .map((any) => JSON.parse(JSON.stringify(any)) as unknown);
  return fc.oneof(
    fc.record({ at: time, lane: word, event: word }, { noNullPrototype: true }),
    fc.record(
      { at: time, lane: word, event: word, value },
      { noNullPrototype: true },
    ),
  );
}
