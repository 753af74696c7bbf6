/**
 * OCaml's `Lwt_stream` 5.6.1: elements that come one after the other.
 *
 * What OCaml says with an option is said with `undefined` here: `undefined` ends
 * a stream where it is pushed or given by `from`, and `get`, `peek` and `find` give
 * it where there is no element. A stream may have `undefined` among its elements
 * all the same (`map` with a function that returns nothing, `ofList`, a bounded
 * push): `next`, `iter`, `toList` and all that make streams carry it.
 *
 * Readers of one stream at once: each has its own place while it waits, so as
 * in Lwt two `get`s that wait both give the next element. Use one reader, or a
 * `clone` for each.
 *
 * Names end in `S` where the function gives promises and is called for one
 * element after the other, in `P` where it is called for several at once.
 *
 * The pieces are in internal/stream; its reading guide is in stream.ts.
 */
export type { Stream } from "./internal/stream/stream.js";

// ---------------------------------------------------------------------------
// Making

export {
  from,
  fromDirect,
  return,
  returnLwt,
  ofSeq,
  ofLwtSeq,
  ofIterable,
  ofList,
  ofArray,
  ofString,
  clone,
} from "./internal/stream/make.js";

export {
  Closed,
  type PushFunction,
  create,
  createWithReference,
} from "./internal/stream/push.js";

export { Full, BoundedPush, createBounded } from "./internal/stream/bounded.js";

// ---------------------------------------------------------------------------
// Reading

export {
  Empty,
  toList,
  toString,
  peek,
  npeek,
  get,
  nget,
  getWhile,
  getWhileS,
  next,
  junk,
  njunk,
  junkWhile,
  junkWhileS,
  isEmpty,
  parse,
} from "./internal/stream/read.js";

export {
  lastNew,
  junkOld,
  getAvailable,
  getAvailableUpTo,
} from "./internal/stream/available.js";

export {
  isClosed,
  closed,
  onTermination,
  onTerminate,
} from "./internal/stream/make.js";

export {
  fold,
  foldS,
  iter,
  iterS,
  iterP,
  iterN,
  find,
  findS,
  findMap,
  findMapS,
} from "./internal/stream/traverse.js";

// ---------------------------------------------------------------------------
// Streams of streams

export {
  map,
  mapS,
  filter,
  filterS,
  filterMap,
  filterMapS,
  mapList,
  mapListS,
  flatten,
  wrapExn,
  mapExn,
  type Result,
} from "./internal/stream/transform.js";

export {
  choose,
  combine,
  append,
  concat,
  hexdump,
} from "./internal/stream/several.js";
