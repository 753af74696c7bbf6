/**
 * What the programs need and effection has not: small things, as its users
 * write them.
 */
export * from "./and-then.js";
export * from "./bounded-channel.js";
export * from "./condition.js";
export * from "./latest-queue.js";
export * from "./net.js";
export * from "./semaphore.js";
export * from "./timeout.js";
export * from "./workers.js";
export * from "./yield-now.js";
