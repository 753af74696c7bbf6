/** How often operations stand in programs, and which stand there together. */
import type { OperationName } from "./grammar.js";

/** How often an operation stands in a program. */
const WEIGHTS: Readonly<Partial<Record<OperationName, number>>> = {
  bind: 14,
  map: 6,
  catch: 6,
  try_bind: 6,
  finalize: 5,
  gen: 6,
  join: 5,
  both: 5,
  choose: 5,
  pick: 6,
  npick: 4,
  cancel: 9,
  on_cancel: 8,
  protected: 6,
  no_cancel: 5,
  wakeup: 10,
  wakeup_later: 9,
  wakeup_exn: 5,
  on_any: 5,
  pause: 5,
  with_value: 6,
  task: 6,
  wait: 2,
  // These end much of what there is to see, or only look at it.
  return: 2,
  fail: 2,
  abandon_wakeups: 1,
  abandon_paused: 1,
  hook: 1,
  state: 2,
  is_sleeping: 1,
  poll: 2,
  get: 1,
  paused_count: 1,
  mutex_look: 1,
  mvar_is_empty: 1,
  mvar_take_available: 2,
  // One of these puts the whole program under main.
  sleep: 1,
  with_timeout: 1,
  yield: 1,
};

/** There are so many operations on streams that each is rare. */
export const weightOf = (name: OperationName): number =>
  WEIGHTS[name] ?? (name.startsWith("stream_") ? 1 : 3);

/** The weight of an operation that is asked for. */
export const FAVOURED = 60;

/**
 * Operations that act on each other: most programs keep to one theme, so that
 * they are seen together more often than chance would have it.
 */
export const THEMES: readonly (readonly OperationName[])[] = [
  ["bind", "map", "on_success", "on_any", "wakeup", "wakeup_later"],
  ["bind", "join", "both", "cancel", "on_cancel", "protected", "task"],
  ["pick", "choose", "npick", "nchoose", "on_cancel", "cancel", "protected"],
  ["with_value", "bind", "catch", "gen", "on_any", "on_cancel", "wakeup"],
  ["catch", "try_bind", "finalize", "wakeup_exn", "on_failure", "dont_wait"],
  ["gen", "protected", "choose", "no_cancel", "bind", "cancel"],
  ["wakeup_later", "wakeup_later_exn", "on_termination", "bind", "wakeup"],
  ["mutex_lock", "mutex_unlock", "mutex_with_lock", "condition_wait_mutex"],
  ["condition_wait", "condition_signal", "condition_broadcast", "cancel"],
  ["mvar_put", "mvar_take", "mvar_take_available", "bind", "cancel"],
  ["pool_use", "pool_clear", "pool_look", "wakeup_exn", "cancel", "bind"],
  ["stream_push", "stream_get", "stream_peek", "stream_next", "stream_clone"],
  ["stream_bounded_push", "stream_junk", "stream_get", "stream_bounded_look"],
  ["stream_from", "stream_iter_s", "stream_iter_p", "stream_map_s", "cancel"],
  ["stream_push", "stream_append", "stream_choose", "stream_combine"],
  ["stream_push", "stream_iter_n", "stream_filter_s", "stream_parse", "cancel"],
  ["pause", "wakeup_paused", "paused_count", "loop", "bind", "cancel"],
  ["sleep", "with_timeout", "yield", "pause", "bind", "pick", "cancel"],
];
