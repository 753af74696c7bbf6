/** What the core asks of the host, be it Node or a browser. */
interface Host {
  setTimeout(f: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  readonly process?: {
    once?(event: "beforeExit", f: () => void): unknown;
    off?(event: "beforeExit", f: () => void): unknown;
  };
}

const host = globalThis as unknown as Host;

export const schedule = (f: () => void, ms: number): unknown =>
  host.setTimeout(f, ms);

export const clear = (timer: unknown): void => host.clearTimeout(timer);

/**
 * Calls `f` once the host has nothing left to do. Gives what takes it back. A
 * browser never says so: there a deadlock on real time waits for ever.
 */
export function onHostIdle(f: () => void): () => void {
  host.process?.once?.("beforeExit", f);
  return () => host.process?.off?.("beforeExit", f);
}
