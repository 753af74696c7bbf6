import type { Row, Suite } from "bench";
import { all, call, race, run, spawn } from "effection";
import type { Operation } from "effection";
import { cascades } from "./cascades.js";
import { classes } from "./classes.js";
import { leaks } from "./leaks.js";

const ready = (n: number): Operation<number> => call(() => n);
const resolved = (n: number): Promise<number> => Promise.resolve(n);

/** One operation after the other, and the same with plain promises. */
function repeated(
  id: string,
  title: string,
  operation: (n: number) => Operation<unknown>,
  native: (n: number) => Promise<unknown>,
): Row {
  return {
    id,
    title,
    unit: "ns",
    original: false,
    runs: {
      subject: (n) =>
        run(function* () {
          for (let i = 0; i < n; i += 1) yield* operation(i);
        }),
      async native(n) {
        for (let i = 0; i < n; i += 1) await native(i);
      },
    },
  };
}

/** What `pnpm bench` measures of effection-style, beside plain promises. */
export const suite: Suite = {
  subject: "effection-style",
  rivals: ["native"],
  rows: [
    repeated("await", "await a ready value", ready, resolved),
    repeated(
      "spawn",
      "spawn a task and await it",
      function* (n) {
        return yield* yield* spawn(() => ready(n));
      },
      async (n) => n,
    ),
    repeated(
      "all",
      "wait for two that are ready",
      (n) => all([ready(n), ready(n)]),
      (n) => Promise.all([resolved(n), resolved(n)]),
    ),
    repeated(
      "race",
      "race two that are ready",
      (n) => race([ready(n), ready(n)]),
      (n) => Promise.race([resolved(n), resolved(n)]),
    ),
  ],
  classes,
  cascades,
  leaks,
  core: {
    entry: new URL("core.js", import.meta.url),
    without: ["effection"],
  },
};
