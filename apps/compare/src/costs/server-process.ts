/**
 * The process of a server: `server-process.js <module> <contender>`. It tells
 * its port, and whenever it is asked what it costs.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { ConcurrencyCosts, Serve } from "bench";
import type { Delay, ServerCosts } from "./server.js";

/** How exact the delay is, in milliseconds: what it is never below. */
const RESOLUTION = 1;

export type Question = "costs" | "watch";
export type Word =
  | { readonly kind: "listening"; readonly port: number }
  | { readonly kind: "costs"; readonly costs: ServerCosts };

const tell = (word: Word): void => void process.send?.(word);

const delay = monitorEventLoopDelay({ resolution: RESOLUTION });

/** Beyond the resolution, which is how long it would have waited anyway. */
function delayed(): Delay {
  const at = (nanoseconds: number): number =>
    Math.max(0, nanoseconds / 1e6 - RESOLUTION);
  return {
    p50: at(delay.percentile(50)),
    p99: at(delay.percentile(99)),
    max: at(delay.max),
  };
}

let watched = process.cpuUsage();

function costsNow(): ServerCosts {
  const { user, system } = process.cpuUsage(watched);
  const delayMs = delayed();
  delay.disable();
  for (let times = 0; times < 2; times += 1) globalThis.gc?.();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return {
    heap: heapUsed + arrayBuffers,
    resident: rss,
    cpuMs: (user + system) / 1000,
    delayMs,
  };
}

process.on("message", (question: Question) => {
  if (question === "watch") {
    watched = process.cpuUsage();
    delay.reset();
    delay.enable();
  } else tell({ kind: "costs", costs: costsNow() });
});
// Nobody is left to serve.
process.on("disconnect", () => process.exit());

const [module = "", name = ""] = process.argv.slice(2);
const { costs } = (await import(module)) as {
  readonly costs: ConcurrencyCosts;
};
const serve = costs.servers.find((one) => one.name === name)?.serve as Serve;
await serve((port) => tell({ kind: "listening", port }));
