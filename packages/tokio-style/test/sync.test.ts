/** Synchronisation, against traces recorded from the real Tokio. */
import { Effect } from "effect";
import { expect, test } from "vitest";
import { recorded, trace } from "./support.js";
import { programs as channels } from "./channel-programs.js";
import { programs as locks } from "./sync-programs.js";

const programs = { ...channels, ...locks };
const tokio = recorded("sync.trace");

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
