/** What is not here yet. */
import type { Absent } from "oracle/api";
import { inside } from "./paths.js";

const S = "tokio::sync";

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
      ...inside(
        S,
        "MappedMutexGuard",
        "OwnedRwLockMappedWriteGuard",
        "RwLockMappedWriteGuard",
        "OwnedMutexGuard::mutex",
        "MutexGuard::map",
        "MutexGuard::try_map",
        "MutexGuard::mutex",
        "RwLockReadGuard::map",
        "RwLockReadGuard::try_map",
        "OwnedRwLockReadGuard::map",
        "OwnedRwLockReadGuard::try_map",
        "RwLockWriteGuard::map",
        "RwLockWriteGuard::try_map",
        "RwLockWriteGuard::into_mapped",
        "OwnedRwLockWriteGuard::map",
        "OwnedRwLockWriteGuard::try_map",
        "OwnedRwLockWriteGuard::into_mapped",
      ),
    ],
  },
];
