/** What runs in a thread: it loads a module and answers calls, in order. */
import { parentPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";

export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
  /** Where the answer goes. */
  readonly port: MessagePort;
}

export type Answer = { readonly value: unknown } | { readonly error: unknown };

type Module = Readonly<Record<string, (...args: unknown[]) => unknown>>;

const module = import(workerData as string) as Promise<Module>;
// Each call is told why it could not be loaded.
module.catch(() => {});

async function answer({ name, args }: Omit<Call, "port">): Promise<Answer> {
  try {
    return { value: await (await module)[name]?.(...args) };
  } catch (error) {
    return { error };
  }
}

function reply(port: MessagePort, name: string, given: Answer): void {
  try {
    port.postMessage(given);
  } catch {
    const error = new TypeError(`what ${name} gives cannot cross threads`);
    port.postMessage({ error } satisfies Answer);
  }
}

let last = Promise.resolve();
parentPort?.on("message", ({ port, ...call }: Call) => {
  last = last.then(async () => reply(port, call.name, await answer(call)));
});
