/** The two places where a body runs: as `blockOn`'s future, and in a task. */
import type { Row, Run } from "bench";
import { Effect } from "effect";
import { gen, runtime, spawn } from "tokio-style";

/** Does an operation so many times. */
type Body = (n: number) => Effect.Effect<unknown, unknown>;

/** As a program has it: one runtime for all that it does. */
const rt = runtime.Builder.newCurrentThread().build();

/** A promise that is over: to await it is to yield. */
export const over = Promise.resolve();

/** The same operation in each column. */
export interface Operation {
  readonly id: string;
  readonly title: string;
  readonly batch?: number;
  readonly subject: Body;
  readonly effect: Body;
  readonly native?: Run;
  /** How many times Effect's own time, at least. */
  readonly target?: number;
  /** The same of the real Tokio's, from `blockOn`'s future. */
  readonly original?: number;
}

/**
 * Makes two rows of an operation. The real Tokio's program has both; a fiber
 * and an async function know one place only.
 */
export function inBothPlaces(operation: Operation): readonly [Row, Row] {
  const { id, title, subject, effect, native, target } = operation;
  const rivals = {
    Effect: (n: number) => Effect.runPromise(effect(n)),
    ...(native !== undefined && { native }),
  };
  const toEffect = target === undefined ? {} : { Effect: target };
  const common = {
    unit: "ns",
    original: true,
    ...(operation.batch !== undefined && { batch: operation.batch }),
  } as const;
  return [
    {
      ...common,
      id,
      title,
      targets: {
        ...toEffect,
        ...(operation.original !== undefined && {
          original: operation.original,
        }),
      },
      runs: { subject: (n) => rt.blockOn(subject(n)), ...rivals },
    },
    {
      ...common,
      id: `${id}-task`,
      title: `${title}, in a task`,
      targets: toEffect,
      runs: {
        subject: (n) =>
          rt.blockOn(
            gen(function* () {
              yield* spawn(subject(n));
            }),
          ),
        ...rivals,
      },
    },
  ];
}
