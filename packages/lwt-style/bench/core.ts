/** The core, as a user's program has it: binds, a race with a pause, a main. */
import { Lwt, LwtMain } from "lwt-style";

const answer = Lwt.gen(function* () {
  const [p, r] = Lwt.task<number>();
  const late = Lwt.bind(Lwt.pause(), () => Lwt.return(0));
  Lwt.wakeupLater(r, 1);
  const [one, two] = yield* Lwt.both(p, Lwt.pick([p, late]));
  return one + two;
});

export const result: Promise<number> = LwtMain.run(
  Lwt.catch(
    () => Lwt.finalize(() => answer, Lwt.pause),
    () => Lwt.return(-1),
  ),
)();
