/** The scheduling order, against traces recorded from the real Tokio. */
import { Effect } from "effect";
import { expect, test } from "vitest";
import { programs } from "./order-programs.js";
import { recorded, trace } from "./support.js";

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
  expect(Object.keys(programs)).toEqual([...tokio.keys()]);
});
