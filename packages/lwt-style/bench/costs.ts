import type { ConcurrencyCosts } from "bench";
import { lwtIo, lwtUnix } from "./costs-echo.js";
import { awaited, fpTs, spawned } from "./costs-tasks.js";
import { buildWith } from "./original.js";

/** What concurrency costs with Lwt's promises, fp-ts's Task and the real Lwt. */
export const costs: ConcurrencyCosts = {
  tasks: [
    {
      name: "lwt-style",
      runs: { awaited, spawned },
      reach: { rival: "native promises", times: 1.2 },
    },
    { name: "fp-ts Task", runs: fpTs },
    {
      name: "real Lwt",
      runs: { awaited: ["tasks", "awaited"], spawned: ["tasks", "spawned"] },
    },
  ],
  servers: [
    {
      name: "lwt-style, LwtUnix",
      serve: lwtUnix,
      reach: { rival: "node:net", throughput: 0.9, bytes: 1.2 },
    },
    { name: "lwt-style, LwtIo", serve: lwtIo },
    { name: "real Lwt, Lwt_unix", serve: ["echo"] },
  ],
  original: () => buildWith("costs"),
};
