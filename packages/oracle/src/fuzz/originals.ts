import { lwt } from "./lwt/original.js";

/** The originals whose ports can be fuzzed, by name. */
export const originals = { lwt } as const;

export type OriginalName = keyof typeof originals;
