import type { Suite } from "bench";
import { cascades } from "./cascades.js";
import { classes } from "./classes.js";
import { leaks } from "./leaks.js";
import { rows } from "./rows.js";

/** What one writes once on plain promises, beside what the platform has. */
export const suite: Suite = {
  subject: "promise-style",
  rivals: ["native"],
  rows,
  classes,
  overview: { yield: "pause", channel: "queue-128" },
  cascades,
  leaks,
  core: { entry: new URL("core.js", import.meta.url), without: [] },
};
