/**
 * Between Tokio and Effect: channels as streams, guards and tasks that belong
 * to a `Scope`, and a runtime as a `Layer`. Nothing here is Tokio's.
 */
export { layer, onRuntime, TokioRuntime } from "./effect/runtime.js";
export { acquireScoped, spawnScoped } from "./effect/scopes.js";
export {
  runIntoSender,
  type SendsTo,
  toReceiver,
  toStream,
} from "./effect/streams.js";
