import type { Suite } from "bench";

/** What `pnpm bench` measures of effection-style, beside plain promises. */
export const suite: Suite = {
  subject: "effection-style",
  rivals: ["native"],
  rows: [],
};
