/** What is said of the contenders, with what finds out. */
import { setTimeout as after } from "node:timers/promises";
import { choice, race, starts } from "bench";
import * as T from "fp-ts/lib/Task.js";
import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";

/** When the loser would go on, and when that is over: in milliseconds. */
const SOON = 5;
const LATER = 20;

type Several = (ps: readonly Lwt.Promise<number>[]) => Lwt.Promise<number>;

/** Races a pause with a sleep, in a main of their own. */
const lwtRace = (several: Several) => (wentOn: () => void) =>
  LwtMain.run(
    Lwt.gen(function* () {
      const won = Lwt.bind(Lwt.pause(), () => Lwt.return(1));
      const lost = Lwt.bind(LwtUnix.sleep(SOON / 1000), () => {
        wentOn();
        return Lwt.return(0);
      });
      yield* several([won, lost]);
      yield* LwtUnix.sleep(LATER / 1000);
    }),
  )();

const lwtChoice = (several: Several) => () =>
  LwtMain.run(several([0, 1, 2].map((place) => Lwt.return(place))))();

const races = ["pick", "choose"];

export const classes = [
  starts("subject", "eager", (ran) =>
    Lwt.bind(Lwt.returnUnit, () => {
      ran();
      return Lwt.returnUnit;
    }),
  ),
  starts("native", "eager", async (ran) => ran()),
  starts("fp-ts", "lazy", (ran) => T.fromIO(ran)),
  race("subject", "stops the loser", ["pick"], lwtRace(Lwt.pick)),
  race("subject", "leaves the loser", ["choose"], lwtRace(Lwt.choose)),
  race("native", "leaves the loser", races, async (wentOn) => {
    await Promise.race([Promise.resolve(), after(SOON).then(wentOn)]);
    await after(LATER);
  }),
  choice("subject", "fair", ["pick"], lwtChoice(Lwt.pick)),
  choice("subject", "fair", ["choose"], lwtChoice(Lwt.choose)),
  choice("native", "in order", races, () =>
    Promise.race([0, 1, 2].map((place) => Promise.resolve(place))),
  ),
];
