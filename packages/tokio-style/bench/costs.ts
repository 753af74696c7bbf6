import type { Bound, ConcurrencyCosts } from "bench";
import { echo } from "./costs-echo.js";
import { awaited, effect, spawned } from "./costs-tasks.js";
import { buildWith } from "./original.js";

const THREADS: Bound = {
  count: 10_000,
  because: "more threads could take the machine from others",
};

/** What concurrency costs with Tokio's tasks, Effect's fibers, the real Tokio. */
export const costs: ConcurrencyCosts = {
  tasks: [
    {
      name: "tokio-style",
      runs: { awaited, spawned },
      reach: { rival: "raw Effect", times: 0.5 },
    },
    { name: "raw Effect", runs: effect },
    {
      name: "real Tokio",
      runs: { awaited: ["tasks", "awaited"], spawned: ["tasks", "spawned"] },
    },
    {
      name: "OS threads, Rust",
      runs: { spawned: ["tasks", "threads"] },
      most: () => THREADS,
    },
  ],
  servers: [
    {
      name: "tokio-style",
      serve: echo,
      reach: { rival: "node:net", throughput: 0.9, bytes: 1.2 },
    },
    { name: "real Tokio", serve: ["echo"] },
    {
      name: "OS thread each, Rust",
      serve: ["echo-threads"],
      most: () => THREADS,
    },
  ],
  missingServers: [
    "raw Effect has no server: its sockets for Node are in another package than effect",
  ],
  original: () => buildWith("costs"),
};
