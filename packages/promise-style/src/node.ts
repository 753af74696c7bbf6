export { Thread } from "./thread.js";
export { onUnhandledRejection } from "./unhandled.js";
