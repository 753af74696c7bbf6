/**
 * What of Tokio has another name here, and what is not here, each with the
 * reason.
 *
 * A path may be a type or a module, for all that is inside. An entry that has
 * become false fails the test: delete it.
 */
import type { Differences } from "oracle/api";
import * as general from "./general.js";
import * as io from "./io.js";
import * as net from "./net.js";
import * as runtime from "./runtime.js";
import * as sync from "./sync.js";

export { homonyms } from "./net.js";

export const differences: Differences = {
  renamed: [
    ...general.renamed,
    ...io.renamed,
    ...net.renamed,
    ...runtime.renamed,
    ...sync.renamed,
  ],
  absent: [...io.absent, ...net.absent, ...runtime.absent],
};
