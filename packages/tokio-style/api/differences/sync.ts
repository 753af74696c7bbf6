/** What differs in `tokio::sync`. */
import type { Renamed } from "oracle/api";

const S = "tokio::sync";

export const renamed: readonly Renamed[] = [
  {
    reason: "one class does for both: a guard borrows nothing here",
    names: {
      [`${S}::MappedMutexGuard`]: "sync.Guard",
      [`${S}::OwnedMutexGuard`]: "sync.MutexGuard",
      [`${S}::OwnedRwLockMappedWriteGuard`]: "sync.RwLockMappedWriteGuard",
      [`${S}::OwnedRwLockReadGuard`]: "sync.RwLockReadGuard",
      [`${S}::OwnedRwLockWriteGuard`]: "sync.RwLockWriteGuard",
      [`${S}::OwnedSemaphorePermit`]: "sync.SemaphorePermit",
    },
  },
  {
    reason: "a method of the mutex's class: guards of all kinds share theirs",
    names: {
      [`${S}::MutexGuard::mutex`]: "sync.Mutex.of",
      [`${S}::OwnedMutexGuard::mutex`]: "sync.Mutex.of",
    },
  },
  {
    reason: "a reference to an object is shared and mutable, and never moves",
    names: { [`${S}::OnceCell::get_mut`]: "sync.OnceCell.get" },
  },
  {
    reason: "the kind of the error is without the word that it is one",
    names: {
      [`${S}::SetError::AlreadyInitializedError`]: "sync.SetError.kind",
      [`${S}::SetError::InitializingError`]: "sync.SetError.kind",
    },
  },
  {
    reason: "one class receives, whatever limits the channel",
    names: { [`${S}::mpsc::UnboundedReceiver`]: "sync.mpsc.Receiver" },
  },
];
