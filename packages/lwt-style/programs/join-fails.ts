import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

class Faulty extends Error {
  override readonly name = "Faulty";
}

const program: ProgramOf<"join-fails"> = (io) => {
  const main = Lwt.gen(function* () {
    const task = Lwt.fn(function* (lane: string, ms: number) {
      // 1. three tasks start
      io.log(lane, "starts");
      yield* LwtUnix.sleep(ms / 1000);

      // 2. the faulty one fails after 10 ms
      if (lane === "faulty") {
        io.log(lane, "fails");
        throw new Faulty(lane);
      }

      // 3. the others run to their end
      io.log(lane, "finishes");
      return ms;
    });
    const quick = task("quick", 20);
    const faulty = task("faulty", 10);
    const slow = task("slow", 30);

    // 4. main has the error after 30 ms, when the last one has ended
    let error = "";
    try {
      yield* Lwt.all([quick, faulty, slow]);
    } catch (exn) {
      if (!(exn instanceof Faulty)) throw exn;
      error = exn.message;
      io.log("main", "has the error", error);
    }

    // 5. main still gets the values of the other two
    const values = yield* Lwt.all([quick, slow]);
    io.log("main", "has the values", values);
    return { error, values };
  });

  return LwtMain.run(main)();
};

export default program;
