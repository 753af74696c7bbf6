import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatRoute, parseRoute } from "../src/route.js";
import type { ScenarioRoute } from "../src/route.js";

const known = {
  scenarios: ["async-port", "cancellation"],
  columns: ["ocaml", "rust", "lwt-style", "tokio-style"],
};

const columns = fc.shuffledSubarray(known.columns, {
  minLength: 2,
  maxLength: 2,
});

const routes = fc.record(
  {
    page: fc.constant("scenario" as const),
    id: fc.constantFrom("async-port" as const, "cancellation" as const),
    columns,
    at: fc.integer({ min: 1, max: 999 }),
    view: fc.constantFrom("split" as const, "unified" as const),
  },
  { requiredKeys: ["page", "id"] },
);

describe("parseRoute", () => {
  test("an address that was written MUST be read as it was", () => {
    fc.assert(
      fc.property(routes, (route: ScenarioRoute) => {
        expect(parseRoute(formatRoute(route), known)).toEqual(route);
      }),
    );
  });

  test("no address at all, or an empty one, MUST be the table", () => {
    for (const hash of ["", "#", "#/"])
      expect(parseRoute(hash, known)).toEqual({ page: "table" });
  });

  test("any text MUST be read or be refused with a reason, and never throw", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const route = parseRoute(`#/async-port?${text}`, known);
        if (route.page === "refused") expect(route.why).toMatch(/\.$/);
      }),
    );
  });

  test.each([
    ["#/nowhere", "There is no scenario “nowhere”."],
    ["#/async-port?columns=", "There is no column “”."],
    ["#/async-port?columns=rust,rust", "A column is named twice."],
    ["#/async-port?at=-1", "“-1” is no position on a timeline."],
    ["#/async-port?view=new", "There is no view “new”."],
    [
      "#/async-port?columns=rust&view=split",
      "A difference is between two columns.",
    ],
    [
      "#/async-port?speed=2",
      "The address says “speed”, which means nothing here.",
    ],
  ])("%s MUST be refused: %s", (hash, why) => {
    expect(parseRoute(hash, known)).toEqual({ page: "refused", why });
  });
});
