import type { Suite } from "bench";
import { atRest } from "./at-rest.js";
import { cascades } from "./cascades.js";
import { classes } from "./classes.js";
import { leaks } from "./leaks.js";
import { oneAfterOther } from "./one-after-other.js";
import { original } from "./original.js";
import { sideBySide } from "./side-by-side.js";

/** Lwt's promises beside native ones, fp-ts's Task and the real Lwt. */
export const suite: Suite = {
  subject: "lwt-style",
  rivals: ["native", "fp-ts"],
  original,
  rows: [...oneAfterOther, ...sideBySide, ...atRest],
  classes,
  overview: {
    await: "gen",
    all: "both",
    race: "pick",
    yield: "pause-loop",
  },
  cascades,
  leaks,
  core: {
    entry: new URL("core.js", import.meta.url),
    without: ["fp-ts"],
    budget: 6000,
    missed: {
      bytes: 1800,
      why: "it has OCaml's random numbers, which pick draws, its timers, and the report of a deadlock",
    },
  },
};
