/** Streams, against traces recorded from the real Tokio. */
import { Effect } from "effect";
import { expect, test } from "vitest";
import { cutPrograms } from "./io-cut-programs.js";
import { bufferPrograms, duplexPrograms } from "./io-programs.js";
import { recorded, trace } from "./support.js";

const programs: Record<string, () => Effect.Effect<any, any>> = {
  ...duplexPrograms,
  ...bufferPrograms,
  ...cutPrograms,
};
const tokio = recorded("io.trace");

test.each(Object.keys(programs))(
  "%s MUST happen as with the real Tokio",
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
