import type { Suite } from "bench";
import { awaiting } from "./awaiting.js";
import { cascades } from "./cascades.js";
import { channels } from "./channels.js";
import { classes } from "./classes.js";
import { leaks } from "./leaks.js";
import { original } from "./original.js";
import { severalAtOnce } from "./several-at-once.js";
import { sleeping } from "./sleeping.js";
import { tasks } from "./tasks.js";

/** Tokio's tasks beside Effect's own fibers, native promises and the real Tokio. */
export const suite: Suite = {
  subject: "tokio-style",
  rivals: ["Effect", "native"],
  original,
  rows: [...awaiting, ...tasks, ...channels, ...severalAtOnce, ...sleeping],
  classes,
  overview: { all: "join", race: "select", channel: "mpsc-128" },
  cascades,
  leaks,
  core: {
    entry: new URL("core.js", import.meta.url),
    without: ["effect"],
    budget: 14_000,
    missed: {
      bytes: 4300,
      why: "a runtime brings all its methods: reports of deadlocks and of failures that nobody heard of, metrics, a watchdog, threads",
    },
  },
};
