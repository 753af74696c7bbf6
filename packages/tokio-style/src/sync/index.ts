/** Synchronisation between tasks. Original: `tokio::sync`. */
export * as mpsc from "./mpsc.js";
export * as oneshot from "./oneshot.js";
export { Notified, Notify } from "./notify.js";
export { Guard, Mutex, RwLock, TryLockError } from "./mutex.js";
export {
  AcquireError,
  Semaphore,
  SemaphorePermit,
  TryAcquireError,
} from "./semaphore.js";
