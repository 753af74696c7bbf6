import { allOrAbort, sleep } from "promise-style";
import type { ProgramOf } from "spec";

class Faulty extends Error {}

const program: ProgramOf<"try-join-drops"> = async (io) => {
  const wentOn: string[] = [];

  const sibling = (lane: string) => async (signal: AbortSignal) => {
    // 1. three tasks start
    io.log(lane, "starts");
    try {
      await sleep(20, { signal });
      wentOn.push(lane);
    } finally {
      io.log(lane, "is finalised");
    }
  };
  const faulty = async (signal: AbortSignal) => {
    io.log("faulty", "starts");
    await sleep(10, { signal });

    // 2. the faulty one fails after 10 ms
    io.log("faulty", "fails");
    throw new Faulty("faulty");
  };

  let error = "";
  try {
    // 3. the other two are finalised at once
    await allOrAbort([sibling("left"), faulty, sibling("right")]);
  } catch (exn) {
    if (!(exn instanceof Faulty)) throw exn;
    // 4. main has the error, still after 10 ms
    error = exn.message;
    io.log("main", "has the error", error);
  }

  // 5. nothing is left that goes on
  await sleep(30);
  io.log("main", "is done");
  return { error, wentOn };
};

export default program;
