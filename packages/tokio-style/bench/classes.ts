/** What is said of the contenders, with what finds out. */
import { setTimeout as after } from "node:timers/promises";
import { choice, race, starts } from "bench";
import { Effect } from "effect";
import { gen, runtime, select, time } from "tokio-style";
import { severalAtOnce } from "./several-at-once.js";

/** In milliseconds: when the loser would go on, and when that is over. */
const SOON = 5;
const LATER = 20;

const rt = runtime.Builder.newCurrentThread().enableAll().build();
const selects = severalAtOnce
  .map(({ id }) => id)
  .filter((id) => id.startsWith("select"));
const biased = selects.filter((id) => id.startsWith("select-biased"));

const takeOne = (options: { readonly biased: boolean }) => () =>
  rt.blockOn(
    gen(function* () {
      const ready = {
        first: Effect.succeed(0),
        second: Effect.succeed(1),
        third: Effect.succeed(2),
      };
      const { value } = yield* select(ready, options);
      return value;
    }),
  );

export const classes = [
  starts("subject", "lazy", (ran) =>
    gen(function* () {
      ran();
    }),
  ),
  starts("Effect", "lazy", (ran) => Effect.sync(ran)),
  starts("native", "eager", async (ran) => ran()),
  race("subject", "stops the loser", selects, (wentOn) =>
    rt.blockOn(
      gen(function* () {
        yield* select({
          won: Effect.succeed(1),
          lost: gen(function* () {
            yield* time.sleep(SOON);
            wentOn();
          }),
        });
        yield* time.sleep(LATER);
      }),
    ),
  ),
  race("Effect", "stops the loser", selects, async (wentOn) => {
    const lost = Effect.map(Effect.sleep(SOON), wentOn);
    await Effect.runPromise(Effect.raceFirst(Effect.yieldNow, lost));
    await after(LATER);
  }),
  choice(
    "subject",
    "fair",
    selects.filter((id) => !biased.includes(id)),
    takeOne({ biased: false }),
  ),
  choice("subject", "in order", biased, takeOne({ biased: true })),
];
