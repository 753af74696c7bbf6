/** What is not here yet. */
import type { Absent } from "oracle/api";
import { inside } from "./paths.js";

export const toCome: readonly Absent[] = [
  {
    reason: "to come",
    paths: [
      ...inside(
        "tokio::runtime::Builder",
        "thread_name",
        "thread_name_fn",
        "max_io_events_per_tick",
      ),
    ],
  },
];
