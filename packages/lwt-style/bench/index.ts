import type { Suite } from "bench";
import { atRest } from "./at-rest.js";
import { oneAfterOther } from "./one-after-other.js";
import { original } from "./original.js";
import { sideBySide } from "./side-by-side.js";

/** Lwt's promises beside native ones, fp-ts's Task and the real Lwt. */
export const suite: Suite = {
  subject: "lwt-style",
  rivals: ["native", "fp-ts"],
  original,
  rows: [...oneAfterOther, ...sideBySide, ...atRest],
};
