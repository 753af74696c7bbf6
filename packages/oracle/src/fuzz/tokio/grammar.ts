/**
 * Small programs on Tokio, as data.
 *
 * A program is a list of operations: what `main` does. Some are done at once;
 * the others are futures, and awaited where they stand in a body. A future may
 * also stand in another: as a branch of a join or a select, below a timeout,
 * pinned. What they work on stands in numbered slots that exist from the start
 * (handles, channels, locks, tokens, timers), so every part of a program is a
 * program: an operation can be left out, or another slot named, and it still
 * means something. What cannot be done says so in the trace (`none`, `busy`).
 *
 * A `Body` is an async block. It logs that it starts, what each of its
 * operations gave, and how it ends: `!` when it was dropped or panicked. The
 * guards that it got (locks, permits, drop guards) it holds until its end,
 * unless they are released; a task holds senders of its own until its end.
 */

/** What may stand as an operand, and the numbers that it may be. */
export const RANGES = {
  handle: [0, 3],
  pin: [0, 1],
  value: [0, 9],
  /** How often a body is repeated. */
  times: [1, 4],
  /** How many sleeps of no time are awaited, to use up the budget. */
  count: [1, 300],
  /** How many tasks are spawned, or permits added, at once. */
  many: [1, 80],
  ms: [0, 5000],
  at: [0, 5000],
  period: [1, 50],
  /** Burst, delay, skip. */
  missed: [0, 2],
  /** Which of the guards of a body, counted from the last. */
  guard: [0, 3],
  /** Bounded channels: of one place, and of two. */
  chan: [0, 1],
  /** A channel's end: the bounded ones, then the unbounded one. */
  end: [0, 2],
  oneshot: [0, 1],
  notify: [0, 1],
  mutex: [0, 1],
  permits: [0, 3],
  token: [0, 3],
  interval: [0, 1],
  local_set: [0, 1],
  /** A receiver of the broadcast channel, or of the watch channel. */
  receiver: [0, 1],
  /** Whether select is biased, has an else, or a branch is enabled. */
  flag: [0, 1],
  /** All values match, all but `none`, none. */
  pattern: [0, 2],
  /** No handler, one that returns, one that awaits. */
  handler: [0, 2],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

export type NumberKind = keyof typeof RANGES;
export type OperandKind =
  | NumberKind
  | "body"
  | "future"
  | "futures"
  | "branches";

/** What is awaited, with its operands in the order of the text form. */
export const FUTURES = {
  ready: { value: "value" },
  yield: {},
  spend: { count: "count" },
  block: { body: "body" },
  repeat: { times: "times", body: "body" },
  scope: { value: "value", of: "future" },
  unconstrained: { of: "future" },
  consume_budget: {},
  run_until: { set: "local_set", of: "future" },
  local_set: { of: "local_set" },
  handle: { of: "handle" },
  pinned: { of: "pin" },

  join: { of: "futures" },
  try_join: { of: "futures" },
  select: { biased: "flag", else: "flag", of: "branches" },
  timeout: { ms: "ms", of: "future" },
  timeout_at: { at: "at", of: "future" },

  sleep: { ms: "ms" },
  sleep_until: { at: "at" },
  advance: { ms: "ms" },
  tick: { of: "interval" },

  send: { chan: "chan", value: "value" },
  reserve: { chan: "chan" },
  recv: { end: "end" },
  closed: { end: "end" },
  oneshot_recv: { of: "oneshot" },
  oneshot_closed: { of: "oneshot" },
  broadcast_recv: { of: "receiver" },
  watch_changed: { of: "receiver" },
  watch_closed: {},

  notified: { of: "notify" },
  enabled: { of: "notify" },
  lock: { of: "mutex" },
  read: {},
  write: {},
  acquire: { permits: "permits" },
  barrier: {},
  once_init: { body: "body" },
  cancelled: { of: "token" },
  set_next: {},
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, OperandKind>>>
>;

/** What is done at once. */
export const ACTIONS = {
  panic: {},
  local: {},
  spawn: { to: "handle", body: "body" },
  crowd: { count: "many", body: "body" },
  abort: { of: "handle" },
  is_finished: { of: "handle" },
  pin: { to: "pin", of: "future" },
  release: { of: "guard" },

  set_spawn: { body: "body" },
  set_abort_all: {},
  set_len: {},
  set_drop: {},

  spawn_local: { to: "handle", body: "body" },
  spawn_local_on: { set: "local_set", to: "handle", body: "body" },
  enter_local: { of: "local_set" },
  local_set_drop: { of: "local_set" },

  interval: { to: "interval", period: "period", missed: "missed" },
  interval_reset: { of: "interval" },

  try_send: { chan: "chan", value: "value" },
  unbounded_send: { value: "value" },
  permit_send: { value: "value" },
  try_recv: { end: "end" },
  close: { end: "end" },
  capacity: { chan: "chan" },
  is_closed: { end: "end" },
  drop_sender: { end: "end" },
  drop_receiver: { end: "end" },

  oneshot: { to: "oneshot" },
  oneshot_send: { of: "oneshot", value: "value" },
  oneshot_try_recv: { of: "oneshot" },
  oneshot_close: { of: "oneshot" },
  oneshot_is_closed: { of: "oneshot" },
  oneshot_drop_sender: { of: "oneshot" },
  oneshot_drop_receiver: { of: "oneshot" },

  broadcast_send: { value: "value" },
  broadcast_subscribe: { to: "receiver" },
  broadcast_resubscribe: { to: "receiver", of: "receiver" },
  broadcast_try_recv: { of: "receiver" },
  broadcast_len: { of: "receiver" },
  broadcast_drop_receiver: { of: "receiver" },
  broadcast_drop_sender: {},

  watch_send: { value: "value" },
  watch_modify: { modified: "flag" },
  watch_subscribe: { to: "receiver" },
  watch_clone: { to: "receiver", of: "receiver" },
  watch_borrow: { of: "receiver" },
  watch_borrow_and_update: { of: "receiver" },
  watch_has_changed: { of: "receiver" },
  watch_is_closed: {},
  watch_drop_receiver: { of: "receiver" },
  watch_drop_sender: {},

  notify_one: { of: "notify" },
  notify_waiters: { of: "notify" },
  try_lock: { of: "mutex" },
  try_read: {},
  try_write: {},
  try_acquire: { permits: "permits" },
  add_permits: { permits: "many" },
  downgrade: {},
  available_permits: {},
  forget: {},
  close_semaphore: {},
  once_set: { value: "value" },
  once_get: {},

  cancel: { of: "token" },
  is_cancelled: { of: "token" },
  child_token: { to: "token", of: "token" },
  drop_guard: { of: "token" },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, OperandKind>>>
>;

/** Each operation with its operands, in the order of the text form. */
export const OPERATIONS = { ...FUTURES, ...ACTIONS };

export type FutureName = keyof typeof FUTURES;
export type OperationName = keyof typeof OPERATIONS;
export const operationNames = Object.keys(OPERATIONS) as OperationName[];
export const futureNames = Object.keys(FUTURES) as FutureName[];

/** Whether an operation is a future. */
export const isFuture = (
  operation: Operation,
): operation is OperationOf<FutureName> => Object.hasOwn(FUTURES, operation.op);

type OperandOf<Kind extends OperandKind> = Kind extends NumberKind
  ? number
  : Kind extends "body"
    ? Body
    : Kind extends "future"
      ? Future
      : Kind extends "futures"
        ? readonly Future[]
        : readonly Branch[];

type OperationOf<Name extends OperationName> = {
  [One in Name]: { readonly op: One } & {
    readonly [K in keyof (typeof OPERATIONS)[One]]: OperandOf<
      (typeof OPERATIONS)[One][K] & OperandKind
    >;
  };
}[Name];

/** What can be awaited. */
export type Future = OperationOf<FutureName>;
/** One step of a body. */
export type Operation = OperationOf<OperationName>;

/** A branch of a select: `pattern = future, if enabled => handler`. */
export interface Branch {
  readonly enabled: number;
  readonly pattern: number;
  readonly handler: number;
  readonly of: Future;
}

/** How a body ends: with a value, or with an error. */
export type Ending = { readonly ok: number } | { readonly err: number };

/** An async block. */
export interface Body {
  readonly do: readonly Operation[];
  readonly end: Ending;
}

export type Program = readonly Operation[];

/** How many branches a join or a select may have: what macros are expanded for. */
export const MOST_BRANCHES = 4;

/** Any operand. */
export type Operand =
  | number
  | Body
  | Future
  | readonly Future[]
  | readonly Branch[];

/** The operands of an operation, each with its name and kind, in order. */
export function operandsOf(
  operation: Operation,
): readonly (readonly [name: string, kind: OperandKind, operand: Operand])[] {
  const operands = operation as unknown as Readonly<Record<string, Operand>>;
  return Object.entries<OperandKind>(OPERATIONS[operation.op]).map(
    ([name, kind]) => [name, kind, operands[name] as Operand],
  );
}

/** The operations that stand in an operation, itself first. */
export function* operationsIn(operation: Operation): Generator<Operation> {
  yield operation;
  for (const [, kind, operand] of operandsOf(operation)) {
    if (kind === "body") yield* allIn((operand as Body).do);
    else if (kind === "future") yield* operationsIn(operand as Future);
    else if (kind === "futures") yield* allIn(operand as readonly Future[]);
    else if (kind === "branches")
      yield* allIn((operand as readonly Branch[]).map(({ of }) => of));
  }
}

/** The operations that stand in a program, in the order of the text form. */
export function* allIn(operations: readonly Operation[]): Generator<Operation> {
  for (const operation of operations) yield* operationsIn(operation);
}
