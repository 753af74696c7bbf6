/**
 * Cancel safety, method by method: what the docs say, and what the tests
 * measure. Every async method of `sync`, `io`, `task`, `time` and the
 * cancellation token has a line.
 */
import { events } from "./events.js";
import { locks } from "./locks.js";
import { channels } from "./channels.js";
import { mpscRows } from "./mpsc.js";
import { readRows } from "./reads.js";
import type { Rows } from "./row.js";
import { sets } from "./sets.js";
import { seekRows } from "./seeks.js";
import { tasks } from "./tasks.js";
import { writeRows } from "./writes.js";

export const table: Rows = {
  ...locks,
  ...events,
  ...mpscRows,
  ...channels,
  ...tasks,
  ...sets,
  ...readRows,
  ...seekRows,
  ...writeRows,
};
