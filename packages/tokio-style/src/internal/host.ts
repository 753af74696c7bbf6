/**
 * The host's event loop: how a scheduler gets its next turn.
 *
 * Everything is optional but `setTimeout` and promises, so that this runs in
 * a browser too.
 */

type Cancel = () => void;

const macrotask: (f: () => void) => Cancel =
  typeof setImmediate === "function"
    ? (f) => {
        const handle = setImmediate(f);
        return () => clearImmediate(handle);
      }
    : (f) => {
        const handle = setTimeout(f, 0);
        return () => clearTimeout(handle);
      };

/** The longest time that a host's timer takes. */
const LONGEST = 2147483647;

/** What the host is busy with: a count for each kind of resource. */
type Busy = ReadonlyMap<string, number>;

/** Asks Node what keeps its loop alive; undefined elsewhere. */
function busy(): Busy | undefined {
  const host = globalThis as {
    process?: { getActiveResourcesInfo?: () => ReadonlyArray<string> };
  };
  const kinds = host.process?.getActiveResourcesInfo?.();
  if (kinds === undefined) return undefined;
  const counts = new Map<string, number>();
  for (const kind of kinds) {
    if (kind !== "Immediate") counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** Asks the host for turns; at most one request of each kind is open. */
export class Host {
  #soon = false;
  #cancels: Array<Cancel> = [];
  #before: Busy | undefined = undefined;

  constructor(readonly turn: () => void) {}

  /** A turn as soon as the host's present callback is over. */
  soon(): void {
    if (this.#soon) return;
    this.#soon = true;
    queueMicrotask(() => {
      if (this.#soon) this.turn();
    });
  }

  /** A turn after the host has looked after its own events. */
  afterOthers(): void {
    this.#cancels.push(macrotask(this.turn));
  }

  /** A turn after so many milliseconds. */
  at(milliseconds: number): void {
    const handle = setTimeout(
      this.turn,
      Math.min(LONGEST, Math.max(0, Math.ceil(milliseconds))),
    );
    this.#cancels.push(() => clearTimeout(handle));
  }

  /** Notes what the host is busy with before a program starts. */
  mark(): void {
    this.#before = busy();
  }

  /**
   * Calls a function once nothing of what has been started since the mark is
   * in flight on the host: no timer, no request, no socket.
   *
   * A fiber that waits for a promise looks like one that waits for another
   * fiber; this tells whether the host can still wake it. A host that cannot
   * say never calls.
   */
  whenQuiet(f: () => void): void {
    const check = (): void => {
      const now = busy();
      if (now === undefined || this.#before === undefined) return;
      for (const [kind, count] of now) {
        if (count <= (this.#before.get(kind) ?? 0)) continue;
        // Looked at behind the timer: in its own callback it still counts.
        const handle = setTimeout(
          () => this.#cancels.push(macrotask(check)),
          1,
        );
        this.#cancels.push(() => clearTimeout(handle));
        return;
      }
      f();
    };
    this.#cancels.push(
      macrotask(() => {
        this.#cancels.push(macrotask(check));
      }),
    );
  }

  /** Withdraws all requests. */
  clear(): void {
    this.#soon = false;
    const cancels = this.#cancels;
    if (cancels.length === 0) return;
    this.#cancels = [];
    for (const cancel of cancels) cancel();
  }
}
