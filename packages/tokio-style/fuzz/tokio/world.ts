/** What a program works on, and what its futures give. */
import { Exit, Option } from "effect";
import { allIn, type Body, type Program } from "oracle/fuzz/tokio";
import { CancellationToken, sync, task, time } from "../../src/index.js";
import { Trace } from "./trace.js";

export const LOCAL = task.taskLocal<number>();

/** The task-local value, where there is one. */
export const local = (): string =>
  Exit.getSuccess(LOCAL.tryWith(String)).pipe(Option.getOrElse(() => ""));

/** What is held until it is dropped. */
export interface Guard {
  drop(): void;
}

/** What a future gave, in words. */
export interface Out {
  readonly ok: boolean;
  readonly text: string;
  readonly guard: Guard | undefined;
}

export const ok = (text: unknown, guard?: Guard): Out => ({
  ok: true,
  text: String(text),
  guard,
});

/** A body's error. */
export class Failed extends Error {
  constructor(readonly text: string) {
    super(text);
  }
}

/** A typed error in words, as it says in Rust. */
function errorText(error: unknown): string {
  if (error instanceof Failed) return error.text;
  if (error instanceof time.Elapsed) return "elapsed";
  if (error instanceof task.JoinError)
    return error.isPanic() ? "panic" : "cancelled";
  if (error instanceof sync.broadcast.RecvError && error.kind === "Lagged")
    return `lagged${error.missed}`;
  return "closed";
}

export const outOfError = (error: unknown): Out => ({
  ok: false,
  text: errorText(error),
  guard: undefined,
});

/** A place for something that one future at a time may borrow. */
export class Slot<T> {
  claimed = false;
  constructor(public value: T | undefined) {}

  /** Borrows what is there until the claims are dropped. */
  claim(claims: Claims): T | "busy" | "none" {
    if (this.claimed) return "busy";
    if (this.value === undefined) return "none";
    claims.add(this);
    return this.value;
  }

  /** Does something with what is there, unless it is borrowed or missing. */
  with(f: (value: T) => unknown): string {
    if (this.claimed) return "busy";
    return this.value === undefined ? "none" : String(f(this.value));
  }

  /** The same with what is used up by it. */
  taking(f: (value: T) => unknown): string {
    return this.with((value) => {
      this.value = undefined;
      return f(value);
    });
  }

  /** Puts something there, after what was there was dropped. */
  filling(drop: (value: T) => void, make: () => T): string {
    if (this.claimed) return "busy";
    const before = this.value;
    this.value = undefined;
    if (before !== undefined) drop(before);
    this.value = make();
    return "done";
  }
}

/** What a statement borrows while it is awaited. */
export class Claims {
  readonly #slots: Array<{ claimed: boolean }> = [];

  add(slot: { claimed: boolean }): void {
    slot.claimed = true;
    this.#slots.push(slot);
  }

  [Symbol.dispose](): void {
    for (const slot of this.#slots) slot.claimed = false;
  }
}

type Sender = sync.mpsc.Sender<number>;
type UnboundedSender = sync.mpsc.UnboundedSender<number>;

/** The senders of a task. */
export class Senders {
  constructor(
    readonly bounded: [Sender | undefined, Sender | undefined],
    public unbounded: UnboundedSender | undefined,
  ) {}

  clone(): Senders {
    const [first, second] = this.bounded;
    return new Senders(
      [first?.clone(), second?.clone()],
      this.unbounded?.clone(),
    );
  }

  of(end: number): Sender | UnboundedSender | undefined {
    return end === 2 ? this.unbounded : this.bounded[end];
  }

  /** Gives up the sender of one channel. */
  giveUp(end: number): boolean {
    const sender = this.of(end);
    if (end === 2) this.unbounded = undefined;
    else this.bounded[end] = undefined;
    sender?.drop();
    return sender !== undefined;
  }
}

const pair = <A>(make: (index: number) => A): readonly [A, A] => [
  make(0),
  make(1),
];

export class World {
  readonly trace = new Trace();
  readonly labels: ReadonlyMap<Body, number>;
  readonly handles: Array<task.JoinHandle<string, Failed> | undefined> = [];
  readonly jobs: Array<task.AbortHandle | undefined> = [];
  /** How many tasks may still come in crowds. */
  crowds = 200;
  readonly set = new Slot(new task.JoinSet<string, Failed>());
  readonly localSets = pair(() => new Slot(new task.LocalSet()));
  /** Main's own: a task that starts has a clone of each that is left. */
  readonly senders: Senders;
  readonly receivers: ReadonlyArray<Slot<sync.mpsc.Receiver<number>>>;
  readonly oneshots = pair(() => new Oneshot());
  readonly broadcast: Slot<sync.broadcast.Sender<number>>;
  readonly broadcastReceivers: ReadonlyArray<
    Slot<sync.broadcast.Receiver<number>>
  >;
  readonly watch: Slot<sync.watch.Sender<number>>;
  readonly watchReceivers: ReadonlyArray<Slot<sync.watch.Receiver<number>>>;
  readonly notifies = pair(() => new sync.Notify());
  readonly mutexes = pair(() => new sync.Mutex(0));
  readonly lock = new sync.RwLock(0);
  readonly semaphore = new sync.Semaphore(2);
  readonly barrier = new sync.Barrier(2);
  readonly once = new sync.OnceCell<string>();
  readonly intervals = pair(() => new Slot<time.Interval>(undefined));
  readonly tokens: Array<CancellationToken>;

  constructor(program: Program) {
    this.labels = labelsOf(program);
    const [tx0, rx0] = sync.mpsc.channel<number>(1);
    const [tx1, rx1] = sync.mpsc.channel<number>(2);
    const [tx2, rx2] = sync.mpsc.unboundedChannel<number>();
    this.senders = new Senders([tx0, tx1], tx2);
    this.receivers = [rx0, rx1, rx2].map((rx) => new Slot(rx));
    const [btx, brx] = sync.broadcast.channel<number>(2);
    this.broadcast = new Slot(btx);
    this.broadcastReceivers = [brx, undefined].map((rx) => new Slot(rx));
    const [wtx, wrx] = sync.watch.channel(0);
    this.watch = new Slot(wtx);
    this.watchReceivers = [wrx, undefined].map((rx) => new Slot(rx));
    const first = new CancellationToken();
    const second = new CancellationToken();
    this.tokens = [first, first.childToken(), second, second];
  }
}

/** A oneshot channel's halves. */
class Oneshot {
  readonly sender: Slot<sync.oneshot.Sender<number>>;
  readonly receiver: Slot<sync.oneshot.Receiver<number>>;

  constructor() {
    const [tx, rx] = sync.oneshot.channel<number>();
    this.sender = new Slot(tx);
    this.receiver = new Slot(rx);
  }

  renew(): string {
    if (this.sender.claimed || this.receiver.claimed) return "busy";
    const [tx, rx] = sync.oneshot.channel<number>();
    const drop = (half: { drop(): void }): void => half.drop();
    this.sender.filling(drop, () => tx);
    return this.receiver.filling(drop, () => rx);
  }
}

/** Bodies are numbered as they begin in the text; main's is 0. */
function labelsOf(program: Program): ReadonlyMap<Body, number> {
  const labels = new Map<Body, number>();
  for (const operation of allIn(program)) {
    if ("body" in operation) labels.set(operation.body, labels.size + 1);
  }
  return labels;
}
