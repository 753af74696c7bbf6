import { sleep } from "promise-style";
import type { ProgramOf } from "spec";

class Faulty extends Error {
  override readonly name = "Faulty";
}

const program: ProgramOf<"join-fails"> = async (io) => {
  const task = async (lane: string, ms: number) => {
    // 1. three tasks start
    io.log(lane, "starts");
    await sleep(ms);

    // 2. the faulty one fails after 10 ms
    if (lane === "faulty") {
      io.log(lane, "fails");
      throw new Faulty(lane);
    }

    // 3. the others run to their end
    io.log(lane, "finishes");
    return ms;
  };
  const quick = task("quick", 20);
  const faulty = task("faulty", 10);
  const slow = task("slow", 30);

  // 4. main has the error after 30 ms, when the last one has ended
  const outcomes = await Promise.allSettled([quick, faulty, slow]);
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (!(failed?.reason instanceof Faulty)) throw new Error("nothing failed");
  const error = failed.reason.message;
  io.log("main", "has the error", error);

  // 5. main still gets the values of the other two
  const values = outcomes.flatMap((outcome) =>
    outcome.status === "fulfilled" ? [outcome.value] : [],
  );
  io.log("main", "has the values", values);
  return { error, values };
};

export default program;
