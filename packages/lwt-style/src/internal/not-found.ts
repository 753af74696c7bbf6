import { ConstantException } from "./promise.js";

/** OCaml's `Stdlib.Not_found`. */
export const NotFound = new ConstantException(
  "Not_found",
  "no element was found",
);
