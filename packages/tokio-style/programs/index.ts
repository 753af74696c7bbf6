import type { Programs } from "spec";

/** A program for each scenario, loaded when it is needed. */
export const programs: Programs = {
  "blocking-read": () => import("./blocking-read.js"),
  "parallel-reads": () => import("./parallel-reads.js"),
  "simulate-poll": () => import("./simulate-poll.js"),
  "read-files": () => import("./read-files.js"),
  "timer-overlap": () => import("./timer-overlap.js"),
  "polling-loop": () => import("./polling-loop.js"),
  "async-port": () => import("./async-port.js"),
  "cpu-parallelism": () => import("./cpu-parallelism.js"),
  syntax: () => import("./syntax.js"),
  "error-propagation": () => import("./error-propagation.js"),
  cancellation: () => import("./cancellation.js"),
  "await-cost": () => import("./await-cost.js"),
  "blocked-loop": () => import("./blocked-loop.js"),
  "fan-out": () => import("./fan-out.js"),
  "state-machine": () => import("./state-machine.js"),
  executor: () => import("./executor.js"),
  "task-vs-thread": () => import("./task-vs-thread.js"),
  "echo-server": () => import("./echo-server.js"),
  timeout: () => import("./timeout.js"),
  "cancel-backwards": () => import("./cancel-backwards.js"),
  "cancel-children": () => import("./cancel-children.js"),
  abort: () => import("./abort.js"),
};
