/** Synchronisation between tasks. Original: `tokio::sync`. */
export * as broadcast from "./broadcast.js";
export * as mpsc from "./mpsc.js";
export * as oneshot from "./oneshot.js";
export * as watch from "./watch.js";
export { Barrier, BarrierWaitResult } from "./barrier.js";
export { Notified, Notify } from "./notify.js";
export { Guard, Mutex, type MutexGuard, TryLockError } from "./mutex.js";
export { OnceCell, SetError } from "./once-cell.js";
export {
  RwLock,
  RwLockMappedWriteGuard,
  RwLockReadGuard,
  RwLockWriteGuard,
} from "./rwlock.js";
export {
  AcquireError,
  Semaphore,
  SemaphorePermit,
  TryAcquireError,
} from "./semaphore.js";
