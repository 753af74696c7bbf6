/**
 * What a worker thread of the pool runs: it imports the module that a job
 * names, calls the function, and answers. The main thread imports this file
 * too, for the shape of the messages only.
 */

/** Where a job is; both threads look at it, with Atomics. */
export const JobState = { queued: 0, running: 1, cancelled: 2 } as const;

export interface WorkerRequest {
  readonly url: string;
  readonly name: string;
  readonly args: readonly unknown[];
  /** One cell of shared memory: a {@link JobState}. */
  readonly state: Int32Array;
}

export type WorkerReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly thrown: Thrown };

/** What was thrown. A structured clone of an Error would lose its name. */
export type Thrown =
  | { readonly error: false; readonly value: unknown }
  | {
      readonly error: true;
      readonly name: string;
      readonly message: string;
      readonly stack: string | undefined;
      readonly cause: Thrown | undefined;
      readonly fields: Readonly<Record<string, unknown>>;
    };

/** The one export that piscina calls. */
export async function run(request: WorkerRequest): Promise<WorkerReply> {
  const { url, name, args, state } = request;
  try {
    const module = (await import(url)) as Readonly<Record<string, unknown>>;
    const fn = module[name];
    if (typeof fn !== "function") {
      const names = Object.keys(module).join(", ") || "nothing";
      throw new TypeError(`${url} exports ${names}, but no function "${name}"`);
    }
    // From here on the job runs; one that was cancelled before never does.
    const { queued, running, cancelled } = JobState;
    if (Atomics.compareExchange(state, 0, queued, running) === cancelled) {
      return { ok: true, value: undefined };
    }
    return { ok: true, value: (await fn(...args)) as unknown };
  } catch (error) {
    return { ok: false, thrown: describe(error) };
  }
}

function describe(thrown: unknown, depth = 0): Thrown {
  if (!(thrown instanceof Error)) {
    return { error: false, value: cloneable(thrown) ? thrown : String(thrown) };
  }
  const { name, message, stack, cause } = thrown;
  const fields = Object.fromEntries(
    Object.entries(thrown).filter(
      ([key, value]) => key !== "cause" && cloneable(value),
    ),
  );
  const inner =
    cause === undefined || depth > 8 ? undefined : describe(cause, depth + 1);
  return { error: true, name, message, stack, cause: inner, fields };
}

function cloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
