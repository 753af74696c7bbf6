/** What differs in `tokio::runtime`, `task`, `time`, `process` and `signal`. */
import type { Absent, Renamed } from "oracle/api";
import { allTo, inside } from "./paths.js";

const R = "tokio::runtime";
const P = "tokio::process";

export const renamed: readonly Renamed[] = [
  {
    reason: "a number of milliseconds stands for std's Instant",
    names: {
      "tokio::time::Instant::from_std": "time.Instant",
      "tokio::time::Instant::into_std": "time.Instant.millis",
    },
  },
  {
    reason: "a reference to an object is shared and mutable, and never moves",
    names: { "tokio::time::Timeout::get_mut": "time.Timeout.getRef" },
  },
  {
    reason:
      "empty there: it says in which crate streams are; here they are Effect's",
    names: { "tokio::stream": "effect.toStream" },
  },
  {
    reason: "JavaScript's word for it",
    names: { "tokio::task::JoinSet::len": "task.JoinSet.length" },
  },
  {
    reason: "`enter` takes what is to run in the context, and leaves it then",
    names: { [`${R}::EnterGuard`]: "runtime.Handle.enter" },
  },
  {
    reason: "`tryCurrent` gives undefined: there is one way to have no runtime",
    names: allTo("runtime.Handle.tryCurrent", [
      ...inside(
        `${R}::TryCurrentError`,
        "is_missing_context",
        "is_thread_local_destroyed",
        "Error",
      ),
      `${R}::TryCurrentError`,
    ]),
  },
  {
    reason: "inside of `enter` it takes the runtime of the handle",
    names: allTo("task.spawnBlocking", [
      `${R}::Handle::spawn_blocking`,
      `${R}::Runtime::spawn_blocking`,
    ]),
  },
  {
    reason: "the runtime does it; from a handle, `spawn` and await",
    names: { [`${R}::Handle::block_on`]: "runtime.Runtime.blockOn" },
  },
];

export const absent: readonly Absent[] = [
  {
    reason: "the host names its threads, and polls for I/O as it likes",
    paths: inside(
      `${R}::Builder`,
      "thread_name",
      "thread_name_fn",
      "max_io_events_per_tick",
    ),
  },
  {
    reason: "std's blocking type, which has no counterpart in JavaScript",
    paths: [
      ...["ChildStderr", "ChildStdin", "ChildStdout"].map(
        (type) => `${P}::${type}::from_std`,
      ),
      `${P}::Command::as_std`,
    ],
  },
  {
    reason: "a JavaScript process cannot be forked",
    paths: [`${P}::Command::pre_exec`],
  },
  {
    reason:
      "moves the other tasks to other threads: only `spawnBlocking` can block",
    paths: ["tokio::task::block_in_place"],
  },
];
