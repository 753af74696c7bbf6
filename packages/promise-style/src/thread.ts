import { MessageChannel, Worker } from "node:worker_threads";
import type { Answer, Call } from "./internal/thread-entry.js";

/** The functions of a module that a thread can be asked to call. */
type FunctionOf<Module, Name extends keyof Module> = Extract<
  Module[Name],
  (...args: never[]) => unknown
>;

/**
 * A thread that has loaded a module and calls its functions:
 * `using thread = new Thread<typeof jobs>(url)`.
 *
 * A closure cannot cross threads, so a function is named; its arguments and
 * what it gives are copied. Disposing of the thread ends it wherever it is:
 * this is the one thing in JavaScript that can be stopped from outside.
 */
export class Thread<Module> {
  readonly #worker: Worker;
  #hasEnded = false;

  /** @param url the address of the module. */
  constructor(url: URL) {
    this.#worker = new Worker(
      new URL("./internal/thread-entry.js", import.meta.url),
      { workerData: url.href },
    );
    this.#worker.once("exit", () => {
      this.#hasEnded = true;
    });
    // What kills it is on its standard error; the calls hear of its end.
    this.#worker.once("error", (error) => console.error(error));
  }

  /**
   * Calls a function of the module in the thread. Calls are answered one after
   * the other.
   *
   * Errors: rejects with what the function throws; with why the module could not
   * be loaded; with a `TypeError` where the result cannot be copied; with an
   * `Error` when the thread has ended or ends meanwhile.
   */
  async call<Name extends keyof Module & string>(
    name: Name,
    ...args: Parameters<FunctionOf<Module, Name>>
  ): Promise<Awaited<ReturnType<FunctionOf<Module, Name>>>> {
    const ended = new Error(
      `the thread has ended without an answer to ${name}`,
    );
    if (this.#hasEnded) throw ended;
    const { port1, port2 } = new MessageChannel();
    try {
      const reply = await new Promise<Answer>((resolve, reject) => {
        // The thread takes its end of the channel along.
        port1.once("message", resolve).once("close", () => reject(ended));
        const call: Call = { name, args, port: port2 };
        this.#worker.postMessage(call, [port2]);
      });
      if ("error" in reply) throw reply.error;
      return reply.value as Awaited<ReturnType<FunctionOf<Module, Name>>>;
    } finally {
      port1.close();
    }
  }

  [Symbol.dispose](): void {
    void this.#worker.terminate();
  }
}
