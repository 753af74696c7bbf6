/** What is said of the contenders, with what finds out. */
import { setTimeout as after } from "node:timers/promises";
import { choice, race as raceOf, starts } from "bench";
import { call, race, run, sleep } from "effection";

/** In milliseconds: when the loser would go on, and when that is over. */
const SOON = 5;
const LATER = 20;

export const classes = [
  starts("subject", "lazy", (ran) => call(ran)),
  starts("native", "eager", async (ran) => ran()),
  raceOf("subject", "stops the loser", ["race"], (wentOn) =>
    run(function* () {
      yield* race([
        call(() => {}),
        call(function* () {
          yield* sleep(SOON);
          wentOn();
        }),
      ]);
      yield* sleep(LATER);
    }),
  ),
  raceOf("native", "leaves the loser", ["race"], async (wentOn) => {
    await Promise.race([Promise.resolve(), after(SOON).then(wentOn)]);
    await after(LATER);
  }),
  choice("subject", "in order", ["race"], () =>
    run(() => race([0, 1, 2].map((place) => call(() => place)))),
  ),
  choice("native", "in order", ["race"], () =>
    Promise.race([0, 1, 2].map((place) => Promise.resolve(place))),
  ),
];
