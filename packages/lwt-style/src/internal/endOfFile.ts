import { ConstantException } from "./promise.js";

/** `End_of_file`: compare with `===`. */
export const EndOfFile = new ConstantException(
  "End_of_file",
  "there is nothing more to read",
);
