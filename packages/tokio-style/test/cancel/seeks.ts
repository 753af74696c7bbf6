/** Cancel safety of `io`: places in a stream. */
import type { Effect } from "effect";
import * as io from "../../src/io.js";
import type { Rows } from "./row.js";
import type { Make } from "./scene.js";
import { restOf, Slow } from "./streams.js";

const DATA = "ab,c\nde,fgh\nijklmnop";

/** A seek that takes until it is allowed to. */
const seeks = (
  op: (
    stream: io.AsyncIo & io.AsyncRead & io.AsyncSeek,
  ) => Effect.Effect<any, any>,
): ReadonlyArray<Make> =>
  [
    (it: Slow) => it,
    (it: Slow) => new io.BufReader(it, 4),
    (it: Slow) => new io.BufWriter(it, 4),
  ].map((around): Make => () => {
    const slow = new Slow(DATA);
    slow.give(Infinity);
    const stream = around(slow);
    const got: Array<unknown> = [];
    return {
      op: () => op(stream),
      got: (it) => got.push(it),
      moves: [() => slow.allow("seek")],
      facts: () => [...got, restOf(stream)],
    };
  });

const seekAt = (method: string) => `io/seek-ext.ts#AsyncSeekExt.${method}`;

export const seekRows: Rows = {
  "io.AsyncIo.seek": {
    at: seekAt("seek"),
    cases: [
      {
        when: "from the start or the end",
        verdict: "safe",
        note: "a seek that has begun ends, though nobody waits for it",
        scenes: seeks((it) => it.seek(io.SeekFrom.Start(3))),
      },
      {
        when: "from the present place",
        verdict: "unsafe",
        note: "the next call moves on from there",
        scenes: seeks((it) => it.seek(io.SeekFrom.Current(3))),
      },
    ],
    said: "nothing",
  },
  "io.AsyncIo.rewind": {
    at: seekAt("rewind"),
    cases: [{ verdict: "safe", scenes: seeks((it) => it.rewind()) }],
    said: "nothing",
  },
  "io.AsyncIo.streamPosition": {
    at: seekAt("streamPosition"),
    cases: [{ verdict: "safe", scenes: seeks((it) => it.streamPosition()) }],
    said: "nothing",
  },
};
