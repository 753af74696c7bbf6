/**
 * Small programs on Lwt, as data.
 *
 * A program is a list of operations on eight slots, each of which holds a
 * promise and, after `wait` or `task`, its resolver. An operation that gives a
 * promise puts it into slot `to`. So every part of a program is a program: an
 * operation can be left out, or another slot named, and it still means
 * something. At first each slot holds `Lwt.return_unit`, and a resolver of a
 * promise that nobody has. There are two keys of storage, two mutexes, two
 * conditions and two mvars (the second one full).
 *
 * A callback is a `Body`: it logs that it was called and with what, then does
 * its operations, then gives a promise, a value or an exception.
 */

/** What may stand as an operand, and the numbers that it may be. */
export const RANGES = {
  slot: [0, 7],
  value: [1, 9],
  /** 0 is `Lwt.Canceled`; the others are exceptions of the program's own. */
  exn: [0, 3],
  key: [0, 1],
  /** 0 is none. */
  option: [0, 9],
  times: [1, 4],
  /** Whether the hook raises from now on. */
  mode: [0, 1],
  mutex: [0, 1],
  condition: [0, 1],
  mvar: [0, 1],
  ms: [0, 9],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

export type NumberKind = keyof typeof RANGES;
export type OperandKind = NumberKind | "slots" | "body";

/** Each operation with its operands, in the order of the text form. */
export const OPERATIONS = {
  return: { to: "slot", value: "value" },
  fail: { to: "slot", exn: "exn" },
  wait: { to: "slot" },
  task: { to: "slot" },
  wakeup: { of: "slot", value: "value" },
  wakeup_exn: { of: "slot", exn: "exn" },
  wakeup_later: { of: "slot", value: "value" },
  wakeup_later_exn: { of: "slot", exn: "exn" },

  bind: { to: "slot", of: "slot", f: "body" },
  map: { to: "slot", of: "slot", f: "body" },
  catch: { to: "slot", f: "body", h: "body" },
  finalize: { to: "slot", f: "body", after: "body" },
  try_bind: { to: "slot", f: "body", g: "body", h: "body" },
  apply: { to: "slot", f: "body" },
  wrap: { to: "slot", f: "body" },
  gen: { to: "slot", ofs: "slots", f: "body" },
  loop: { to: "slot", times: "times", f: "body" },

  both: { to: "slot", a: "slot", b: "slot" },
  join: { to: "slot", ofs: "slots" },
  all: { to: "slot", ofs: "slots" },
  choose: { to: "slot", ofs: "slots" },
  pick: { to: "slot", ofs: "slots" },
  nchoose: { to: "slot", ofs: "slots" },
  npick: { to: "slot", ofs: "slots" },
  nchoose_split: { to: "slot", ofs: "slots" },

  cancel: { of: "slot" },
  protected: { to: "slot", of: "slot" },
  no_cancel: { to: "slot", of: "slot" },
  wrap_in_cancelable: { to: "slot", of: "slot" },
  on_cancel: { of: "slot", f: "body" },

  on_success: { of: "slot", f: "body" },
  on_failure: { of: "slot", f: "body" },
  on_termination: { of: "slot", f: "body" },
  on_any: { of: "slot", f: "body", h: "body" },
  async: { f: "body" },
  dont_wait: { f: "body", h: "body" },
  ignore_result: { of: "slot" },
  hook: { mode: "mode" },
  /**
   * Until none is open. Outside of callbacks only: how many are open there is
   * something else in a port whose resolutions do not nest.
   */
  abandon_wakeups: {},

  state: { of: "slot" },
  is_sleeping: { of: "slot" },
  poll: { of: "slot" },
  same: { a: "slot", b: "slot" },

  with_value: { to: "slot", key: "key", value: "option", f: "body" },
  get: { key: "key" },

  pause: { to: "slot" },
  wakeup_paused: {},
  abandon_paused: {},
  paused_count: {},
  sleep: { to: "slot", ms: "ms" },
  with_timeout: { to: "slot", ms: "ms", f: "body" },
  yield: { to: "slot" },

  mutex_lock: { to: "slot", mutex: "mutex" },
  mutex_unlock: { mutex: "mutex" },
  mutex_with_lock: { to: "slot", mutex: "mutex", f: "body" },
  mutex_look: { mutex: "mutex" },

  condition_wait: { to: "slot", condition: "condition" },
  condition_wait_mutex: {
    to: "slot",
    condition: "condition",
    mutex: "mutex",
  },
  condition_signal: { condition: "condition", value: "value" },
  condition_broadcast: { condition: "condition", value: "value" },
  condition_broadcast_exn: { condition: "condition", exn: "exn" },

  mvar_put: { to: "slot", mvar: "mvar", value: "value" },
  mvar_take: { to: "slot", mvar: "mvar" },
  mvar_take_available: { mvar: "mvar" },
  mvar_is_empty: { mvar: "mvar" },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, OperandKind>>>
>;

export type OperationName = keyof typeof OPERATIONS;
export const operationNames = Object.keys(OPERATIONS) as OperationName[];

type OperandOf<Kind extends OperandKind> = Kind extends NumberKind
  ? number
  : Kind extends "slots"
    ? readonly number[]
    : Body;

type OperationOf<Name extends OperationName> = { readonly op: Name } & {
  readonly [K in keyof (typeof OPERATIONS)[Name]]: OperandOf<
    (typeof OPERATIONS)[Name][K] & OperandKind
  >;
};

/** One step of a program. */
export type Operation = {
  [Name in OperationName]: OperationOf<Name>;
}[OperationName];

/**
 * How a callback ends: with the promise in a slot (where a value is wanted,
 * with the one that it was given), with a value, or by raising.
 */
export type Ending =
  | { readonly give: number }
  | { readonly value: number }
  | { readonly raise: number };

/** A callback. */
export interface Body {
  readonly do: readonly Operation[];
  readonly end: Ending;
}

export type Program = readonly Operation[];

/** Any operand. */
export type Operand = number | readonly number[] | Body;

/** The operands of an operation, each with its name and kind, in order. */
export function operandsOf(
  operation: Operation,
): readonly (readonly [name: string, kind: OperandKind, operand: Operand])[] {
  const operands = operation as unknown as Readonly<Record<string, Operand>>;
  return Object.entries<OperandKind>(OPERATIONS[operation.op]).map(
    ([name, kind]) => [name, kind, operands[name] as Operand],
  );
}

/** The callbacks of an operation, in order. */
export const bodiesOf = (operation: Operation): readonly Body[] =>
  operandsOf(operation)
    .filter(([, kind]) => kind === "body")
    .map(([, , operand]) => operand as Body);

/** Operations whose promises only main can wake: a program with one needs it. */
const NEED_MAIN: ReadonlySet<OperationName> = new Set([
  "sleep",
  "with_timeout",
  "yield",
]);

/**
 * Whether a program runs under main, on virtual time. Any other is run step by
 * step, and what pauses is woken at its end as main would.
 */
export const needsMain = (program: Program): boolean =>
  program.some(
    (operation) =>
      NEED_MAIN.has(operation.op) ||
      bodiesOf(operation).some((body) => needsMain(body.do)),
  );
