/** The scheduling order, against traces recorded from the real Tokio. */
import { Effect } from "effect";
import { expect, test } from "vitest";
import { programs as tasks } from "./order-programs.js";
import { recorded, trace } from "./support.js";
import { programs as waits } from "./wait-programs.js";

const programs = { ...tasks, ...waits };
const tokio = recorded("order.trace");

test.each(Object.keys(programs))(
  "%s MUST happen in the order of the real Tokio",
  async (name) => {
    expect(await trace(programs[name]?.() ?? Effect.void)).toEqual(
      tokio.get(name),
    );
  },
);

test("every recorded program MUST have its port", () => {
  expect(Object.keys(programs).toSorted()).toEqual(
    [...tokio.keys()].toSorted(),
  );
});
