/**
 * The process that loads a server: `load-process.js <options as JSON>`. It does
 * what it is told, and answers each word with what came of it.
 */
import { Load } from "./load.js";
import type { LoadOptions } from "./connection.js";
import type { Role } from "./variants.js";

export type Order =
  | {
      readonly kind: "open";
      readonly roles: readonly Role[];
      readonly storm: boolean;
    }
  | { readonly kind: "traffic" }
  | { readonly kind: "close" }
  /** The connections of a few messages, which teach both engines. */
  | { readonly kind: "warm up"; readonly connections: number };

/** How many messages each connection of a warm-up sends. */
const WARM_UP = 40;

const options = JSON.parse(process.argv[2] ?? "{}") as LoadOptions;
const load = new Load(options);

async function warmUp(connections: number): Promise<void> {
  const first = new Load({ ...options, messages: WARM_UP });
  await first.open(
    Array.from({ length: connections }, () => "busy"),
    false,
  );
  await first.traffic();
  await first.close();
}

async function follow(order: Order): Promise<void> {
  if (order.kind === "open") await load.open(order.roles, order.storm);
  else if (order.kind === "traffic") await load.traffic();
  else if (order.kind === "warm up") await warmUp(order.connections);
  else await load.close();
  process.send?.(load.result());
}

process.on("message", (order: Order) => void follow(order));
// Nobody is left to tell.
process.on("disconnect", () => process.exit());
