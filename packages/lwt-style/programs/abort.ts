import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"abort"> = (io) => {
  // A promise starts when it is made: this one lets go of the thread first.
  const spawn = <A>(work: () => Lwt.Promise<A>) => Lwt.bind(Lwt.pause(), work);
  const work = Lwt.fn(function* (lane: string, seconds: number) {
    io.log(lane, "starts");
    try {
      yield* LwtUnix.sleep(seconds);
      io.log(lane, "ends");
      return lane;
    } finally {
      io.log(lane, "is finalised");
    }
  });
  const cancelled = (exn: unknown) =>
    exn === Lwt.Canceled ? Lwt.return("cancelled") : Lwt.fail(exn);
  const outcome = Lwt.fn(function* (lane: string, p: Lwt.Promise<string>) {
    const value = yield* Lwt.catch(() => p, cancelled);
    io.log("main", `has ${lane}`, value);
    return value;
  });

  const main = Lwt.gen(function* () {
    // 1. main aborts early before its first step
    const early = spawn(() => work("early", 0.005));
    io.log("main", "aborts early");
    Lwt.cancel(early);

    // 2. main aborts waiting while it waits
    const waiting = spawn(() => work("waiting", 1));
    const done = spawn(() => work("done", 0.005));
    yield* LwtUnix.sleep(0.01);
    io.log("main", "aborts waiting");
    Lwt.cancel(waiting);

    // 3. main aborts done after its end
    io.log("main", "aborts done");
    Lwt.cancel(done);
    io.log("main", "goes on");

    // 4. early has never started, waiting is cancelled, done keeps its value
    return {
      early: yield* outcome("early", early),
      waiting: yield* outcome("waiting", waiting),
      done: yield* outcome("done", done),
    };
  });

  return LwtMain.run(main)();
};

export default program;
