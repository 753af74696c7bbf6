/** Cancel safety of what has another future in it. */
import type { Effect } from "effect";
import { barrier } from "./events.js";
import { bounded, receives } from "./mpsc.js";
import type { Make } from "./scene.js";

type Around = (future: Effect.Effect<any, any>) => Effect.Effect<any, any>;

/** A scene whose operation is part of another future. */
export const within =
  (around: Around, make: Make): Make =>
  (notes) => {
    const scene = make(notes);
    return { ...scene, op: () => around(scene.op()) };
  };

/** It is as safe as the future in it: both were tried. */
export const asItsFuture = (around: Around) =>
  [
    {
      when: "of a future that is",
      verdict: "safe",
      scenes: [within(around, receives(bounded))],
    },
    {
      when: "of a future that is not",
      verdict: "unsafe",
      scenes: [within(around, barrier)],
    },
  ] as const;

export const asThat =
  "dropping it drops the future; it is as cancel safe as that.";
