export { type Abortable, orAbort, waitFor } from "./abort.js";
export { type Clock, now, pause, sleep, useClock, wallClock } from "./clock.js";
export { Condition } from "./condition.js";
export { Queue, QueueClosed } from "./queue.js";
export {
  allOrAbort,
  raceAndAbort,
  type Task,
  TimeoutError,
  type ValuesOf,
  withTimeout,
} from "./scope.js";
export { Mutex, type Permit, Semaphore } from "./semaphore.js";
export { VirtualClock } from "./virtual-clock.js";
