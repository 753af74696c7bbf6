/**
 * Input and output that is under way outside of Lwt.
 *
 * Two counts tell an engine what it may expect. *In flight*: what will end by
 * itself (a file being read, a worker at work). *Listening*: what may end one
 * day (a server, a read on a socket). What ends is put into the inbox and main
 * deals with it in its next turn; when no main runs, it is dealt with at once.
 */
const inbox: (() => void)[] = [];
let inFlight = 0;
let listening = 0;
let mainRuns = false;
let wake: (() => void) | undefined;

export const inFlightCount = (): number => inFlight;
export const listeningCount = (): number => listening;

export const started = (): void => {
  inFlight += 1;
};

/** Notes that something which was in flight has ended; `then` deals with it. */
export function ended(then: () => void): void {
  inFlight -= 1;
  arrived(then);
}

/** Notes one more thing to listen to; call the result when it is over. */
export function listen(): () => void {
  listening += 1;
  return once(() => {
    listening -= 1;
  });
}

/** Notes one more thing in flight; call the result when it is over. */
export function fly(): () => void {
  started();
  return once(() => {
    inFlight -= 1;
  });
}

function once(f: () => void): () => void {
  let over = false;
  return () => {
    if (over) return;
    over = true;
    f();
  };
}

/** Something has happened outside; `then` deals with it. */
export function arrived(then: () => void): void {
  if (!mainRuns) {
    then();
    return;
  }
  inbox.push(then);
  wakeMain();
}

/** Deals with all that has arrived; gives how much that was. */
export function drainInbox(): number {
  const count = inbox.length;
  for (let i = 0; i < count; i++) inbox.shift()!();
  return count;
}

const afterMain: (() => void)[] = [];

/** Calls `f` whenever main has ended. */
export const onMainEnd = (f: () => void): void => {
  afterMain.push(f);
};

export function setMainRuns(runs: boolean): void {
  mainRuns = runs;
  wake = undefined;
  if (runs) return;
  drainInbox();
  for (const f of afterMain) f();
}

export const isMainRunning = (): boolean => mainRuns;

/** What ends main's wait; called at most once. */
export const onWake = (f: () => void): void => {
  wake = f;
};

/** Ends main's wait, if it waits. */
export function wakeMain(): void {
  const waking = wake;
  if (waking === undefined) return;
  wake = undefined;
  waking();
}

interface Host {
  readonly setImmediate?: (f: () => void) => unknown;
  readonly setTimeout: (f: () => void, ms: number) => unknown;
}

/** Calls `f` after the host's event loop has had a turn. */
export function nextTurn(f: () => void): void {
  const { setImmediate, setTimeout } = globalThis as unknown as Host;
  if (setImmediate === undefined) setTimeout(f, 0);
  else setImmediate(f);
}
