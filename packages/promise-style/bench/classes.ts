/** What is said of the contenders, with what finds out. */
import { setTimeout as after } from "node:timers/promises";
import { choice, race, starts } from "bench";
import { raceAndAbort, sleep } from "promise-style";

/** In milliseconds: when the loser would go on, and when that is over. */
const SOON = 5;
const LATER = 20;

export const classes = [
  starts("subject", "eager", async (ran) => ran()),
  starts("native", "eager", async (ran) => ran()),
  race("subject", "stops the loser", ["race"], async (wentOn) => {
    await raceAndAbort([
      async () => {},
      (signal) => sleep(SOON, { signal }).then(wentOn),
    ]);
    await sleep(LATER);
  }),
  race("native", "leaves the loser", ["race"], async (wentOn) => {
    await Promise.race([Promise.resolve(), after(SOON).then(wentOn)]);
    await after(LATER);
  }),
  choice("subject", "in order", ["race"], () =>
    raceAndAbort([0, 1, 2].map((place) => async () => place)),
  ),
  choice("native", "in order", ["race"], () =>
    Promise.race([0, 1, 2].map(async (place) => place)),
  ),
];
