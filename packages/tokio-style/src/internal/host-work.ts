/**
 * What the host is busy with, as far as somebody could wait for it.
 *
 * Work of our own is counted where it begins and ends (see in-flight.ts) and
 * is not looked for here. What a foreign effect waits for can only be guessed,
 * and the guess errs on the side of "busy":
 *
 * - a *request* (a file being read, a name looked up, a connect, a write) ends
 *   by itself, so each one counts, whoever began it and whenever;
 * - a *timer* or a job on the host's threads counts if it began since the
 *   mark. Node counts timers without telling them apart, and does not count
 *   jobs at all, so an async hook keeps a list of them while a program runs;
 * - a *handle* (a socket, a port) may be idle for ever: it counts if there are
 *   more of its kind than there were at the mark, or at any look since.
 *
 * Only what keeps the host's loop alive counts. What belongs to this package
 * and is idle (a socket that is read, a probe) is taken off: see {@link ours}.
 */

/** Whether to look again at once, later, or to believe that all is quiet. */
export type Busy = "soon" | "later" | "quiet";

interface Tracked {
  readonly kind: string;
  readonly resource: {
    readonly hasRef?: () => boolean;
    /** What a compressor compresses now. */
    readonly buffer?: unknown;
  };
}

interface AsyncHooks {
  createHook(hooks: {
    init(id: number, kind: string, by: number, resource: object): void;
    destroy(id: number): void;
  }): { enable(): void; disable(): void };
}

interface Process {
  getActiveResourcesInfo?(): ReadonlyArray<string>;
  getBuiltinModule?(id: string): unknown;
}

const host = (globalThis as { process?: Process }).process;

const REQUEST = /Req|(?:Connect|Write|Shutdown|Send)Wrap$/;
/** Timers, jobs of the crypto module, compressors, look-ups. */
const TRACKED = /^Timeout$|REQUEST$|^ZLIB$|^QUERYWRAP$/;

/** How many of a kind, among those that Node lists, are ours and idle. */
const own = new Map<string, number>();
/** Timers of ours that only look whether the host is quiet. */
const probes = new WeakSet<object>();

/** Says that so many more handles of a kind are ours, and wait for a peer. */
export function ours(kind: string, more: number): void {
  own.set(kind, (own.get(kind) ?? 0) + more);
}

/** Says that a timer only looks whether the host is quiet. */
export function isProbe(timer: unknown): void {
  if (typeof timer === "object" && timer !== null) probes.add(timer);
}

/** Looks of other parts of this package: is anything on its way? */
export const onTheWay = new Set<() => boolean>();

const tracked = new Map<number, Tracked>();
let newest = 0;
let watchers = 0;
let hook: ReturnType<AsyncHooks["createHook"]> | null | undefined;

function openHook(): typeof hook {
  const hooks = host?.getBuiltinModule?.("node:async_hooks") as
    | AsyncHooks
    | undefined;
  return (
    hooks?.createHook({
      init(id, kind, _by, resource) {
        newest = id;
        if (TRACKED.test(kind)) tracked.set(id, { kind, resource });
      },
      destroy: (id) => void tracked.delete(id),
    }) ?? null
  );
}

function isBusy({ kind, resource }: Tracked): boolean {
  if (kind === "Timeout") {
    return resource.hasRef?.() === true && !probes.has(resource);
  }
  return kind !== "ZLIB" || (resource.buffer ?? null) !== null;
}

function count(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of host?.getActiveResourcesInfo?.() ?? []) {
    // A write has one of several names, by who allocated it.
    const kind = name.endsWith("WriteWrap") ? "WriteWrap" : name;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  for (const [kind, n] of own) {
    const left = (counts.get(kind) ?? 0) - n;
    if (left > 0) counts.set(kind, left);
    else counts.delete(kind);
  }
  return counts;
}

/** Compares the host's work with that at a mark: the moment it is made. */
export class Watch {
  readonly #since: number;
  #before: Map<string, number>;

  /** Whether the host can say what it does. */
  static readonly possible = host?.getActiveResourcesInfo !== undefined;

  constructor() {
    if (hook === undefined) hook = openHook();
    if (watchers++ === 0) {
      tracked.clear();
      newest = 0;
      hook?.enable();
    }
    this.#since = newest;
    this.#before = count();
  }

  close(): void {
    if (--watchers === 0) {
      hook?.disable();
      tracked.clear();
    }
  }

  /**
   * Looks at the host now. Without `handles`, those that may be idle for ever
   * do not count.
   */
  look(handles: boolean): Busy {
    const now = count();
    const before = this.#before;
    this.#before = new Map();
    let found: Busy = now.has("Immediate") ? "soon" : "quiet";
    for (const [kind, n] of now) {
      const least = Math.min(n, before.get(kind) ?? 0);
      this.#before.set(kind, least);
      if (kind === "Immediate" || (kind === "Timeout" && hook !== null)) {
        continue;
      }
      if (REQUEST.test(kind)) found = "later";
      else if (n > least && (handles || kind === "Timeout")) found = "later";
    }
    for (const [id, work] of tracked) {
      if (id > this.#since && isBusy(work)) found = "later";
    }
    for (const coming of onTheWay) if (coming()) return "soon";
    return found;
  }
}
