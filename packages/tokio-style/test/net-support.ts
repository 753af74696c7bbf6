/** What the tests of sockets share: running, dropping, and closing at the end. */
import * as Net from "node:net";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import { afterEach, expect } from "vitest";
import { type IoError, TcpListener, TcpStream } from "../src/net.js";

export const run = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.runPromise(effect);
export const failure = <A>(effect: Effect.Effect<A, IoError>) =>
  run(Effect.flip(effect));
export const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Starts an operation, lets it wait, and drops it. */
export const drop = async <A, E>(effect: Effect.Effect<A, E>) => {
  const fiber = Effect.runFork(effect);
  await run(Fiber.interrupt(fiber));
  expect(Exit.hasInterrupts(await run(Fiber.await(fiber)))).toBe(true);
};

const opened: { close(): void }[] = [];
/** Has something closed when the test ends. */
export const keep = <A extends { close(): void }>(it: A): A => {
  opened.push(it);
  return it;
};
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

export const bind = async () =>
  keep(await run(TcpListener.bind("127.0.0.1:0")));
export const pair = async () => {
  const listener = await bind();
  const connecting = run(TcpStream.connect(listener.localAddr()));
  const [server] = await run(listener.accept());
  return { client: keep(await connecting), server: keep(server), listener };
};
/** A peer of Node's own, to do what no stream of ours would. */
export const rawPeer = async () => {
  const listener = await bind();
  const raw = Net.connect({
    port: listener.localAddr().port,
    host: "127.0.0.1",
    allowHalfOpen: true,
  });
  raw.on("error", () => {});
  keep({ close: () => raw.destroy() });
  const [server] = await run(listener.accept());
  return { raw, server: keep(server) };
};
