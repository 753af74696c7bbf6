/** The helpers one operation after the other, beside the platform's own. */
import type { Row, Run } from "bench";
import {
  allOrAbort,
  Mutex,
  pause,
  Queue,
  raceAndAbort,
  sleep,
  withTimeout,
} from "promise-style";

const over = Promise.resolve();
const one = async (): Promise<number> => 1;

/** Does an operation so many times, one after the other. */
const inTurn =
  (operation: () => Promise<unknown>): Run =>
  async (n) => {
    for (let i = 0; i < n; i++) await operation();
  };

const row = (id: string, title: string, subject: Run, native?: Run): Row => ({
  id,
  title,
  unit: "ns",
  original: false,
  runs: { subject, ...(native !== undefined && { native }) },
});

const LONG = 60_000;

async function items(n: number, bound: number): Promise<void> {
  const queue = new Queue<number>(bound);
  const puts = (async () => {
    for (let i = 0; i < n; i++) await queue.put(i);
  })();
  for (let i = 0; i < n; i++) await queue.take();
  await puts;
}

/** A lock as a chain of promises: what one writes where there is none. */
async function chainOfLocks(n: number): Promise<void> {
  let last: Promise<void> = over;
  for (let i = 0; i < n; i++) {
    const before = last;
    let release!: () => void;
    last = new Promise<void>((resolve) => (release = resolve));
    await before;
    release();
  }
}

async function locks(n: number): Promise<void> {
  const mutex = new Mutex();
  for (let i = 0; i < n; i++) {
    using _place = await mutex.lock();
  }
}

const HOUR = 3_600_000;

/** Makes so many, and keeps them. */
function kept(n: number, make: () => Promise<void>): Promise<void>[] {
  const made: Promise<void>[] = [];
  for (let i = 0; i < n; i++) {
    const asleep = make();
    // Nobody is told when the process ends.
    asleep.catch(() => {});
    made.push(asleep);
  }
  return made;
}

/** What await and an async function cost is what they cost with promises. */
export const rows: readonly Row[] = [
  row(
    "await",
    "await what is there",
    inTurn(() => over),
    inTurn(() => over),
  ),
  row("spawn", "call an async function and await it", inTurn(one), inTurn(one)),
  row(
    "all",
    "wait for two (native: Promise.all, which stops nobody)",
    inTurn(() => allOrAbort([one, one])),
    inTurn(() => Promise.all([one(), one()])),
  ),
  row(
    "race",
    "race two, the loser aborted (native: Promise.race, not aborted)",
    inTurn(() => raceAndAbort([one, one])),
    inTurn(() => Promise.race([one(), one()])),
  ),
  row(
    "timeout",
    "a time limit that is not reached (native: AbortSignal.timeout)",
    inTurn(() => withTimeout(LONG, one)),
    inTurn(() => {
      AbortSignal.timeout(LONG).throwIfAborted();
      return one();
    }),
  ),
  row(
    "pause",
    "a turn of the event loop",
    inTurn(() => pause()),
    inTurn(() => new Promise<void>((turn) => void setImmediate(turn))),
  ),
  row("queue-128", "a queue of 128, an item", (n) => items(n, 128)),
  row("queue-1", "a queue of 1, an item", (n) => items(n, 1)),
  row("mutex", "lock and unlock a free mutex", locks, chainOfLocks),
  {
    id: "bytes-sleep",
    title: "a sleep with a signal of its own, of 100,000 (native: with none)",
    unit: "bytes",
    original: false,
    runs: {
      // One signal for all takes its time: each listener looks through the others.
      subject: (n) =>
        kept(n, () => sleep(HOUR, { signal: new AbortController().signal })),
      native: (n) =>
        kept(n, () => new Promise<void>((wake) => setTimeout(wake, HOUR))),
    },
  },
];
