import { parseTrace, scenarioIds } from "spec";
import type { Original } from "spec";
import { recordedTrace } from "spec/node";
import { describe, expect, test } from "vitest";
import { difference } from "../src/timeline/difference.js";
import { kindOf } from "../src/timeline/kinds.js";
import {
  instantAt,
  lastEvent,
  momentsOf,
  placeEvents,
} from "../src/timeline/moments.js";

const one = parseTrace("@0ms  a  starts\n@0ms  b  starts\n@10ms  a  ends\n");
const other = parseTrace("@0ms  a  starts\n@10ms  b  ends\n@20ms  a  ends\n");

describe("momentsOf", () => {
  const moments = momentsOf([one, other]);

  test("an instant MUST have as many moments as the busiest trace has events then", () => {
    expect(moments).toEqual({
      count: 4,
      instants: [
        { at: 0, from: 0, to: 2 },
        { at: 10, from: 2, to: 3 },
        { at: 20, from: 3, to: 4 },
      ],
    });
  });

  test("the events of a trace MUST take the moments of their instant in order", () => {
    expect(placeEvents(one, moments)).toEqual([0, 1, 2]);
    expect(placeEvents(other, moments)).toEqual([0, 2, 3]);
  });

  test("between two of its events a trace MUST stay at the earlier one", () => {
    const places = placeEvents(other, moments);
    expect([0, 1, 2, 3, 4].map((n) => lastEvent(places, n))).toEqual([
      -1, 0, 0, 1, 2,
    ]);
    expect(instantAt(moments, 0)).toBeUndefined();
    expect(instantAt(moments, 2)?.at).toBe(0);
    expect(instantAt(moments, 3)?.at).toBe(10);
  });

  test("every event of every recorded trace MUST have a moment of its own, in order", () => {
    for (const name of ["Lwt", "Tokio"] as const)
      for (const id of scenarioIds) {
        const trace = recordedTrace({ name } as Original, id) ?? [];
        const places = placeEvents(trace, momentsOf([trace]));
        expect(places).toEqual(trace.map((_, place) => place));
      }
  });
});

describe("difference", () => {
  test("a run that is as recorded MUST have none", () => {
    expect(difference(one, one)).toBeUndefined();
  });

  test("events that only the run has, and those that it lacks, MUST be told", () => {
    const found = difference(one, other);
    expect([...(found?.only ?? [])]).toEqual([1, 2]);
    expect(found?.lacks).toEqual(["@0ms  b  starts", "@10ms  a  ends"]);
  });
});

describe("kindOf", () => {
  test.each([
    ["starts", "starts"],
    ["is finalised", "stops"],
    ["has the error", "stops"],
    ["has both", "goes on"],
    ["sleeps", "waits"],
    ["sends", "gives"],
    ["finishes", "ends"],
    ["compares", "other"],
  ])("%s MUST be of the kind %s", (event, kind) => {
    expect(kindOf(event)).toBe(kind);
  });
});
