/**
 * Cancel safety, method by method: what the docs say, and what the tests
 * measure. Every async method of `sync`, `io`, `task`, `time` and the
 * cancellation token has a line.
 */
import { locks } from "./locks.js";
import { channels } from "./channels.js";
import type { Rows } from "./row.js";
import { tasks } from "./tasks.js";

export const table: Rows = { ...locks, ...channels, ...tasks };
