/**
 * Calls from a worker thread into the main one.
 *
 * The worker sends the name of the function, its argument and a port, and
 * sleeps until the answer is at the port: a flag in shared memory wakes it.
 */
import {
  isMainThread,
  MessageChannel,
  type MessagePort,
  parentPort,
  receiveMessageOnPort,
} from "node:worker_threads";
import { type TaskEither, tryCatch } from "fp-ts/lib/TaskEither.js";
import * as Lwt from "../../Lwt.js";
import { arrived } from "../io.js";
import { runJob } from "../unix/jobs.js";
import { cannotCross, type Detachable } from "./detachable.js";

const KIND = "lwt-style:runInMain";

interface Call {
  readonly kind: typeof KIND;
  readonly filename: string;
  readonly name: string;
  readonly x: unknown;
  readonly port: MessagePort;
  readonly flag: Int32Array;
}

/**
 * Runs a function in the main thread, from a detached one, which sleeps until
 * the promise that the function gives is resolved.
 *
 * Behaviour: gives the value of the promise, or throws what it is rejected
 * with.
 *
 * Errors: throws `InvalidArgument` in the main thread, where Lwt would wait for
 * ever; a `TypeError` when the result cannot be copied between threads.
 *
 * Original: `Lwt_preemptive.run_in_main`
 */
export function runInMain<X, A>(f: Detachable<X, Lwt.Promise<A>>, x: X): A {
  if (isMainThread || parentPort === null) {
    throw new Lwt.InvalidArgument(
      "LwtPreemptive.runInMain: this is the main thread; call it from a detached function",
    );
  }
  const { port1, port2 } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const { filename, name } = f;
  const call: Call = { kind: KIND, filename, name, x, port: port2, flag };
  parentPort.postMessage(call, [port2]);
  Atomics.wait(flag, 0, 0);
  const answer = receiveMessageOnPort(port1)?.message as Lwt.Result<A>;
  port1.close();
  if (answer._tag === "Error") throw answer.exn;
  return answer.value;
}

const importing = (
  filename: string,
): TaskEither<unknown, Readonly<Record<string, (x: unknown) => any>>> =>
  tryCatch(
    () => import(filename),
    (error) => error,
  );

function reply({ port, flag, name }: Call, result: Lwt.Result<unknown>): void {
  try {
    port.postMessage(result);
  } catch {
    const exn = cannotCross(name);
    port.postMessage({ _tag: "Error", exn } satisfies Lwt.Result<unknown>);
  }
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
  port.close();
}

/** Deals with what a worker says that is not its result. */
export function onMessage(message: unknown): void {
  if ((message as Partial<Call> | null)?.kind !== KIND) return;
  const call = message as Call;
  const run = (): Lwt.Promise<void> =>
    Lwt.tryBind(
      () =>
        Lwt.bind(runJob(importing(call.filename)), (module) =>
          module[call.name]!(call.x),
        ),
      (value) => Lwt.return(reply(call, { _tag: "Ok", value })),
      (exn) => Lwt.return(reply(call, { _tag: "Error", exn })),
    );
  arrived(() => Lwt.async(run));
}
