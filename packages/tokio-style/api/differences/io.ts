/** What differs in `tokio::io` and `tokio::fs`. */
import type { Absent, Renamed } from "oracle/api";
import { allTo, inside } from "./paths.js";

const I = "tokio::io";

export const renamed: readonly Renamed[] = [
  {
    reason: "one class has the methods of all traits that end in Ext",
    names: {
      [`${I}::AsyncBufReadExt`]: "io.AsyncIo",
      [`${I}::AsyncReadExt`]: "io.AsyncIo",
      [`${I}::AsyncSeekExt`]: "io.AsyncIo",
      [`${I}::AsyncWriteExt`]: "io.AsyncIo",
    },
  },
  {
    reason: "the trait's own method serves",
    names: { [`${I}::AsyncBufReadExt::consume`]: "io.AsyncBufRead.consume" },
  },
  {
    reason: "JavaScript's own Error has the name",
    names: {
      [`${I}::Error`]: "io.IoError",
    },
  },
  {
    reason: "what may fail is an Effect, or an Exit, that fails with this",
    names: { [`${I}::Result`]: "io.IoError" },
  },
  {
    reason: "the type is that of what the function gives",
    names: {
      [`${I}::Empty`]: "io.empty()",
      [`${I}::Repeat`]: "io.repeat()",
      [`${I}::Sink`]: "io.sink()",
      [`${I}::Stderr`]: "io.stderr()",
      [`${I}::Stdout`]: "io.stdout()",
    },
  },
  {
    reason: "a reference to an object is shared and mutable, and never moves",
    names: Object.fromEntries(
      ["BufReader", "BufStream", "BufWriter", "Lines", "Take"].flatMap((type) =>
        inside(
          `${I}::${type}`,
          "get_mut",
          ...(type === "Lines" ? [] : ["get_pin_mut"]),
        ).map((path) => [path, `io.${type}.getRef`]),
      ),
    ),
  },
  {
    reason:
      "all memory is initialized, and mutable: nothing has to be said of it",
    names: {
      [`${I}::ReadBuf::uninit`]: "io.ReadBuf",
      [`${I}::ReadBuf::filled_mut`]: "io.ReadBuf.filled",
      ...allTo(
        "io.ReadBuf.unfilled",
        inside(`${I}::ReadBuf`, "unfilled_mut", "initialize_unfilled"),
      ),
      ...allTo(
        "io.ReadBuf.initialized",
        inside(`${I}::ReadBuf`, "initialized_mut", "inner_mut", "assume_init"),
      ),
    },
  },
];

export const absent: readonly Absent[] = [
  {
    reason: "JavaScript does not see whether a file descriptor is ready",
    paths: inside(
      `${I}::unix`,
      "AsyncFd",
      "AsyncFdReadyGuard",
      "AsyncFdReadyMutGuard",
      "TryIoError",
    ),
  },
  {
    reason: "Node cannot duplicate a file descriptor",
    paths: ["tokio::fs::File::try_clone"],
  },
];
