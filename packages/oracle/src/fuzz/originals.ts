import { lwt } from "./lwt/original.js";
import type { Original } from "./original.js";
import { tokio } from "./tokio/original.js";

export type OriginalName = "lwt" | "tokio";

/** The originals whose ports can be fuzzed; each has programs of its own kind. */
export const originals: Readonly<Record<OriginalName, Original<any>>> = {
  lwt,
  tokio,
};
