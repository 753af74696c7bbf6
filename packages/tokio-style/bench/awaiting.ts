/** To await what is there. The real Tokio's compiler leaves nothing to measure. */
import { type Row } from "bench";
import { Effect } from "effect";
import { fn, gen, runtime } from "tokio-style";
import { over } from "./places.js";

const rt = runtime.Builder.newCurrentThread().build();

const one = gen(function* () {
  return 1;
});
const oneEffect = Effect.gen(function* () {
  return 1;
});

const awaits = fn(function* (n: number) {
  for (let i = 0; i < n; i++) yield* one;
});

export const awaiting: readonly Row[] = [
  {
    id: "await",
    title: "await a future that is ready (native: a promise)",
    unit: "ns",
    original: false,
    runs: {
      subject: (n) => rt.blockOn(awaits(n)),
      Effect: (n) =>
        Effect.runPromise(
          Effect.gen(function* () {
            for (let i = 0; i < n; i++) yield* oneEffect;
          }),
        ),
      async native(n) {
        for (let i = 0; i < n; i++) await over;
      },
    },
  },
];
