import { lookup } from "node:dns/promises";
import { Effect } from "effect";
import type { IoError } from "../io-error.js";
import { inFlight } from "./in-flight.js";
import { checked } from "./socket-connect.js";
import { systemError } from "./system-error.js";
import { parseAddr, SocketAddr, type ToSocketAddr } from "./tcp-addr.js";

/**
 * Looks up the addresses of `"name:port"`.
 *
 * Cancellation: cancel safe; the look-up itself ends, though nobody waits.
 *
 * Errors: `Uncategorized` with Node's code, such as `ENOTFOUND`, for a name
 * that nobody knows; `InvalidInput` for what is no address.
 *
 * Original: `tokio::net::lookup_host`
 */
export function lookupHost(
  addr: ToSocketAddr,
): Effect.Effect<ReadonlyArray<SocketAddr>, IoError> {
  return checked(
    () => parseAddr(addr, "look up"),
    ({ host, port }) =>
      Effect.tryPromise({
        try: async () => {
          const found = await inFlight(lookup(host, { all: true }));
          return found.map(({ address }) => new SocketAddr(address, port));
        },
        catch: (cause) => {
          const address = String(addr);
          return systemError(`look up ${address}`, cause, { address });
        },
      }),
  );
}
