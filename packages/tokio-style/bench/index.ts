import type { Suite } from "bench";
import { channels } from "./channels.js";
import { original } from "./original.js";
import { severalAtOnce } from "./several-at-once.js";
import { sleeping } from "./sleeping.js";
import { tasks } from "./tasks.js";

/** Tokio's tasks beside Effect's own fibers, native promises and the real Tokio. */
export const suite: Suite = {
  subject: "tokio-style",
  rivals: ["Effect", "native"],
  original,
  rows: [...tasks, ...channels, ...severalAtOnce, ...sleeping],
};
