/** Lwt 5.6.1 that runs anywhere. What needs Node is in `lwt-style/unix`. */
export * as Lwt from "./Lwt.js";
export * as LwtCondition from "./LwtCondition.js";
export * as LwtEngine from "./LwtEngine.js";
export * as LwtList from "./LwtList.js";
export * as LwtMain from "./LwtMain.js";
export * as LwtMutex from "./LwtMutex.js";
export * as LwtMvar from "./LwtMvar.js";
export * as LwtPool from "./LwtPool.js";
export * as LwtPqueue from "./LwtPqueue.js";
export * as LwtResult from "./LwtResult.js";
export * as LwtRetry from "./LwtRetry.js";
export * as LwtSeq from "./LwtSeq.js";
export * as LwtSequence from "./LwtSequence.js";
export * as LwtStream from "./LwtStream.js";
export * as LwtSwitch from "./LwtSwitch.js";
export * as LwtThrottle from "./LwtThrottle.js";
export * as LwtTimeout from "./LwtTimeout.js";
